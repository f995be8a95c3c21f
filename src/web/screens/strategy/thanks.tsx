import { useState } from 'react';
import { listThanks, readThanks, sayThanks } from '#contract/strategy.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { SelectField, TextAreaField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './strategy.module.css';

/** Thanks to and from whoever looks, and how they praise: for them alone. */
export function Thanks() {
  const words = useWords();
  const me = useMe();
  const read = useRead(listThanks, {});
  return (
    <Band heading={words.say('thanks.title')} lead={words.say('thanks.lead')}>
      <Reading read={read}>
        {({ items, praise }) => (
          <>
            {items.length === 0 ? (
              <p className={styles.quiet}>{words.say('thanks.none')}</p>
            ) : (
              <ul className={styles.log}>
                {items.map((one) => (
                  <li key={one.id}>
                    <span>{one.words}</span>
                    <span className={styles.quiet}>
                      {one.mine
                        ? words.say('thanks.from', { name: one.from, day: words.instant(one.at, me.zone, 'day') })
                        : words.say('thanks.to_on', { name: one.to, day: words.instant(one.at, me.zone, 'day') })}
                      {one.strategyName !== null && ` · ${one.strategyName}`}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {praise.specific + praise.general > 0 && (
              <p className={styles.quiet}>{words.say('thanks.praise', praise)}</p>
            )}
          </>
        )}
      </Reading>
    </Band>
  );
}

/** On the day of whoever is thanked, until they have read it. */
export function NewThanks() {
  const words = useWords();
  const items = useRead(listThanks, {}).data?.items ?? [];
  const read = useChange(readThanks);
  return items
    .filter((one) => one.mine && one.readAt === null)
    .map((one) => (
      <p key={one.id} className={`${styles.line} ${styles.waiting}`}>
        <span className={styles.how}>{words.say('thanks.new', { name: one.from, words: one.words })}</span>
        <Button
          size="small"
          aria-label={words.say('thanks.read_label', { name: one.from })}
          isPending={read.isPending}
          onPress={() => read.mutate({ params: { thanksId: one.id } })}
        >
          {words.say('thanks.read')}
        </Button>
      </p>
    ));
}

export function ThanksDialog({
  classId,
  strategyId,
  adults,
  onClose,
}: {
  readonly classId: string;
  readonly strategyId: string;
  /** Whom it may be said to, at least one. */
  readonly adults: readonly { readonly adultId: string; readonly shortName: string }[];
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [adultId, setAdult] = useState(adults[0]?.adultId ?? '');
  const [text, setText] = useState('');
  const name = adults.find((one) => one.adultId === adultId)?.shortName ?? '';
  const say = useChange(sayThanks, () => {
    announce(words.say('thanks.sent', { name }));
    onClose();
  });
  return (
    <FormDialog
      heading={words.say('thanks.say')}
      lead={words.say('thanks.lead')}
      submit={words.say('thanks.send')}
      change={say}
      onSubmit={() => say.mutate({ params: { classId }, body: { adultId, strategyId, words: text } })}
      onClose={onClose}
    >
      <SelectField
        label={words.say('thanks.to')}
        name="adultId"
        options={adults.map((one) => ({ value: one.adultId, label: one.shortName }))}
        value={adultId}
        onChange={setAdult}
      />
      <TextAreaField
        label={words.say('thanks.words')}
        hint={words.say('thanks.words_hint')}
        name="words"
        value={text}
        onChange={setText}
        rows={3}
        maxLength={400}
        isRequired
      />
    </FormDialog>
  );
}
