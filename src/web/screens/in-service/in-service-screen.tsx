import { useEffect, useRef, useState } from 'react';
import { readInService, saveInService } from '#contract/in-service.ts';
import { type InServiceSection, inServiceSections } from '#domain/partnership/in-service.ts';
import { wholeCatalogues } from '#words/catalogues.ts';
import type { Language } from '#words/language.ts';
import { type Words, wordsFrom } from '#words/words.ts';
import type { OutputOf } from '../../client/call.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { ChoiceField, TextAreaField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Page } from '../../parts/page.tsx';
import { Loading, Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './in-service.module.css';

type Kit = OutputOf<typeof readInService>;

/** What push-in is, for colleagues: one page to print, a short deck to show, in either language whatever one's own is. */
export function InServiceScreen() {
  const words = useWords();
  // The reader's own until they choose: theirs is known a moment after the device's.
  const [chosen, setLanguage] = useState<Language | null>(null);
  const language = chosen ?? words.language;
  const [as, setAs] = useState<'page' | 'slides'>('page');
  const [editing, setEditing] = useState(false);
  // The slide stays when the language changes.
  const [slide, setSlide] = useState(0);
  const spoken = useSpoken(language);
  const read = useRead(readInService, { params: { language } });
  return (
    <Page
      title={words.say('in_service.title')}
      heading={spoken?.say('in_service.heading') ?? words.say('in_service.heading')}
      above={words.say('in_service.title')}
      lead={words.say('in_service.lead')}
      actions={
        <>
          <Button onPress={() => setEditing(true)}>{words.say('in_service.edit')}</Button>
          <Button onPress={() => window.print()}>{words.say('in_service.print')}</Button>
          <Button onPress={() => setAs(as === 'page' ? 'slides' : 'page')}>
            {words.say(as === 'page' ? 'in_service.slides' : 'in_service.page')}
          </Button>
        </>
      }
    >
      <div className={styles.language} data-screen-only>
        <ChoiceField
          label={words.say('in_service.language')}
          options={(['en', 'es'] as const).map((value) => ({
            value,
            label: words.say(`in_service.language_${value}`),
          }))}
          value={language}
          onChange={setLanguage}
        />
      </div>
      <Reading read={read}>
        {(kit) =>
          spoken === null ? (
            <Loading />
          ) : (
            <div lang={language}>
              {as === 'page' ? (
                <Sheet kit={kit} words={spoken} />
              ) : (
                <Deck kit={kit} words={spoken} at={slide} onAt={setSlide} />
              )}
              {editing && <EditDialog kit={kit} spoken={spoken} onClose={() => setEditing(false)} />}
            </div>
          )
        }
      </Reading>
    </Page>
  );
}

/** The product's sentences in a language that need not be the reader's own. */
function useSpoken(language: Language): Words | null {
  const [spoken, setSpoken] = useState<Words | null>(null);
  useEffect(() => {
    let wanted = true;
    void wholeCatalogues[language]().then((catalogue) => wanted && setSpoken(wordsFrom(language, catalogue)));
    return () => {
      wanted = false;
    };
  }, [language]);
  return spoken?.language === language ? spoken : null;
}

const textOf = (kit: Kit, section: InServiceSection, words: Words) =>
  kit.sections[section] ?? words.say(`in_service.${section}_text`);

/** What the school's own week adds to a section. */
function figuresOf({ figures, strategies }: Kit, section: InServiceSection, words: Words): string[] {
  switch (section) {
    case 'looks_like':
      return [
        words.say('in_service.figure_visits', {
          visits: figures.visits,
          classes: figures.classes,
          minutes: figures.visitMinutes,
        }),
        ...(figures.routines.length === 0
          ? []
          : [
              words.say('in_service.figure_routines', {
                routines: words.list(figures.routines.slice(0, 3).map(({ name }) => name)),
              }),
            ]),
      ];
    case 'share':
      return figures.formats.map(({ format, visits }) =>
        words.say('in_service.figure_format', { format: words.say(`co_teaching.${format}`), count: visits }),
      );
    case 'cues':
      return strategies.map(({ name, firstStep, rooms }) =>
        words.say('in_service.figure_strategy', { name, step: firstStep, rooms }),
      );
    case 'pull_out':
      return [words.say('in_service.figure_room', { sessions: figures.roomSessions, minutes: figures.roomMinutes })];
    case 'why':
    case 'is_not':
      return [];
  }
}

function Section({
  kit,
  section,
  words,
}: {
  readonly kit: Kit;
  readonly section: InServiceSection;
  readonly words: Words;
}) {
  const figures = figuresOf(kit, section, words);
  return (
    <>
      <h2>{words.say(`in_service.${section}`)}</h2>
      <p>{textOf(kit, section, words)}</p>
      {figures.length > 0 && (
        <ul className={styles.figures}>
          {figures.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Sheet({ kit, words }: { readonly kit: Kit; readonly words: Words }) {
  return (
    <div className={styles.sections}>
      {inServiceSections.map((section) => (
        <section key={section} className={styles.section}>
          <Section kit={kit} section={section} words={words} />
        </section>
      ))}
    </div>
  );
}

/** One section a slide; by buttons, by arrow keys, over the whole screen; printed a slide a page. */
function Deck({
  kit,
  words,
  at,
  onAt,
}: {
  readonly kit: Kit;
  readonly words: Words;
  readonly at: number;
  readonly onAt: (next: number) => void;
}) {
  const say = useWords();
  const deck = useRef<HTMLDivElement>(null);
  const last = inServiceSections.length - 1;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea, [role="radiogroup"]') !== null)
        return;
      if (event.key === 'ArrowRight' || event.key === 'PageDown') onAt(Math.min(last, at + 1));
      if (event.key === 'ArrowLeft' || event.key === 'PageUp') onAt(Math.max(0, at - 1));
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [at, last, onAt]);
  return (
    <>
      <div ref={deck} className={`${styles.deck} ${styles.screenOnly}`}>
        <div className={styles.slide} aria-live="polite">
          <Section kit={kit} section={inServiceSections[at]!} words={words} />
        </div>
        <div className={styles.steps}>
          <Button isDisabled={at === 0} onPress={() => onAt(at - 1)}>
            {say.say('in_service.before')}
          </Button>
          <span>{say.say('in_service.slide_of', { number: at + 1, count: last + 1 })}</span>
          <Button isDisabled={at === last} onPress={() => onAt(at + 1)}>
            {say.say('in_service.next')}
          </Button>
          <Button kind="quiet" onPress={() => void deck.current?.requestFullscreen()}>
            {say.say('in_service.full')}
          </Button>
        </div>
      </div>
      <div className={styles.printedOnly} aria-hidden="true">
        {inServiceSections.map((section) => (
          <div key={section} className={styles.slide}>
            <Section kit={kit} section={section} words={words} />
          </div>
        ))}
      </div>
    </>
  );
}

function EditDialog({
  kit,
  spoken,
  onClose,
}: {
  readonly kit: Kit;
  readonly spoken: Words;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [texts, setTexts] = useState(kit.sections);
  const save = useChange(saveInService, () => {
    announce(words.say('in_service.saved'));
    onClose();
  });
  return (
    <FormDialog
      heading={words.say('in_service.edit')}
      lead={words.say('in_service.edit_lead')}
      wide
      change={save}
      onSubmit={() => save.mutate({ params: { language: spoken.language }, body: { sections: texts } })}
      onClose={onClose}
    >
      {inServiceSections.map((section) => (
        <TextAreaField
          key={section}
          label={spoken.say(`in_service.${section}`)}
          hint={spoken.say(`in_service.${section}_text`)}
          name={`sections.${section}`}
          value={texts[section] ?? ''}
          onChange={(value) => setTexts({ ...texts, [section]: value })}
          rows={3}
          maxLength={1_200}
        />
      ))}
    </FormDialog>
  );
}
