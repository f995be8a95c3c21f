import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listAdults } from '#contract/sign-in.ts';
import {
  endSupervision,
  noteSupervision,
  readSupervision,
  type SupervisionPage,
  setSupervision,
  supervisionKinds,
  takeSupervisionBack,
} from '#contract/supervision.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { ChoiceField, DayField, NumberField, SelectField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { DaySpanFields, useDaySpan } from './day-span.tsx';
import styles from './log.module.css';

type Pair = SupervisionPage['pairs'][number];

/** Who supervises which assistant in a span of days, and the time given to it. */
export function SupervisionScreen() {
  const words = useWords();
  const me = useMe();
  const span = useDaySpan();
  const { from, to } = span;
  const read = useRead(readSupervision, { params: { from, to } }, { enabled: span.isWhole });
  return (
    <Page
      title={words.say('supervision.title')}
      above={<Link to="/service-log">{words.say('service_log.title')}</Link>}
      lead={words.say('supervision.lead')}
      narrow
    >
      <div className={styles.side}>
        <DaySpanFields {...span} />
      </div>
      <Reading read={read}>
        {({ pairs, times }) => (
          <>
            <Pairs pairs={pairs} />
            <Times times={times} pairs={pairs.filter(({ supervisorId }) => supervisorId === me.adultId)} />
          </>
        )}
      </Reading>
    </Page>
  );
}

function Pairs({ pairs }: { readonly pairs: readonly Pair[] }) {
  const words = useWords();
  const me = useMe();
  const [setting, setSetting] = useState(false);
  const [ending, setEnding] = useState<Pair | null>(null);
  const sets = holds(me, 'coordinator');
  return (
    <Band
      heading={words.say('supervision.pairs')}
      actions={sets && <Button onPress={() => setSetting(true)}>{words.say('supervision.set')}</Button>}
    >
      {pairs.length === 0 ? (
        <p className={styles.quiet}>{words.say('supervision.none')}</p>
      ) : (
        <ul className={styles.contacts}>
          {pairs.map((pair) => (
            <li key={pair.id} className={styles.contact}>
              <h3>{words.say('supervision.pair', { supervisor: pair.supervisor, assistant: pair.assistant })}</h3>
              <p className={styles.quiet}>
                {pair.to === null
                  ? words.say('supervision.since', { from: words.day(pair.from) })
                  : words.say('supervision.between', { from: words.day(pair.from), to: words.day(pair.to) })}
              </p>
              <dl className={styles.facts}>
                {(['direct', 'indirect', 'given'] as const).map((what) => (
                  <Sum key={what} label={words.say(`supervision.${what}`)} minutes={pair[what]} />
                ))}
              </dl>
              {sets && (
                <div className={styles.line}>
                  <Button
                    aria-label={words.say('supervision.end_of', { name: pair.assistant })}
                    onPress={() => setEnding(pair)}
                  >
                    {words.say('supervision.end')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {setting && <SetSupervisor onClose={() => setSetting(false)} />}
      {ending !== null && <EndSupervisor pair={ending} onClose={() => setEnding(null)} />}
    </Band>
  );
}

function Sum({ label, minutes }: { readonly label: string; readonly minutes: number }) {
  const words = useWords();
  return (
    <>
      <dt>{label}</dt>
      <dd>{words.say('supervision.minutes', { minutes })}</dd>
    </>
  );
}

function Times({ times, pairs }: { readonly times: SupervisionPage['times']; readonly pairs: readonly Pair[] }) {
  const words = useWords();
  const me = useMe();
  const [noting, setNoting] = useState(false);
  const takeBack = useChange(takeSupervisionBack);
  return (
    <Band
      heading={words.say('supervision.times')}
      actions={pairs.length > 0 && <Button onPress={() => setNoting(true)}>{words.say('supervision.note')}</Button>}
    >
      {times.length === 0 ? (
        <p className={styles.quiet}>{words.say('supervision.times_none')}</p>
      ) : (
        <ul className={styles.contacts}>
          {times.map(({ id, on, minutes, kind, assistant, supervisor, supervisorId }) => (
            <li key={id} className={styles.contact}>
              <span>
                {words.say('supervision.time_said', {
                  day: words.day(on),
                  minutes,
                  kind: words.say(`supervision.kind_short.${kind}`),
                })}
              </span>
              <span className={styles.quiet}>{words.say('supervision.pair', { supervisor, assistant })}</span>
              {supervisorId === me.adultId && (
                <div className={styles.line}>
                  <Button
                    isPending={takeBack.isPending}
                    aria-label={words.say('supervision.take_back_of', { day: words.day(on), name: assistant })}
                    onPress={() => takeBack.mutate({ params: { timeId: id } })}
                  >
                    {words.say('supervision.take_back')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {noting && <NoteTime pairs={pairs} onClose={() => setNoting(false)} />}
    </Band>
  );
}

function SetSupervisor({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { today } = useMe();
  const read = useRead(listAdults, {});
  const [assistantId, setAssistant] = useState<string | null>(null);
  const [supervisorId, setSupervisor] = useState<string | null>(null);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState('');
  const set = useChange(setSupervision, onClose);
  const holding = (role: 'assistant' | 'therapist') =>
    (read.data?.items ?? [])
      .filter(({ roles }) => roles.some((held) => held.role === role))
      .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormDialog
      heading={words.say('supervision.set')}
      change={set}
      onSubmit={() => {
        if (assistantId === null || supervisorId === null) return;
        set.mutate({ body: { assistantId, supervisorId, from, to: to === '' ? null : to } });
      }}
      onClose={onClose}
    >
      <SelectField
        label={words.say('supervision.assistant')}
        name="assistantId"
        options={holding('assistant')}
        value={assistantId}
        onChange={setAssistant}
        isRequired
      />
      <SelectField
        label={words.say('supervision.supervisor')}
        name="supervisorId"
        options={holding('therapist')}
        value={supervisorId}
        onChange={setSupervisor}
        isRequired
      />
      <DayField label={words.say('supervision.from')} name="from" value={from} onChange={setFrom} isRequired />
      <DayField
        label={words.say('supervision.to')}
        hint={words.say('supervision.to_hint')}
        name="to"
        value={to}
        onChange={setTo}
        min={from}
      />
    </FormDialog>
  );
}

function EndSupervisor({ pair, onClose }: { readonly pair: Pair; readonly onClose: () => void }) {
  const words = useWords();
  const { today } = useMe();
  const [to, setTo] = useState(pair.to ?? today);
  const end = useChange(endSupervision, onClose);
  return (
    <FormDialog
      heading={words.say('supervision.end_of', { name: pair.assistant })}
      change={end}
      onSubmit={() => end.mutate({ params: { supervisionId: pair.id }, body: { to } })}
      onClose={onClose}
    >
      <DayField
        label={words.say('supervision.last_day')}
        name="to"
        value={to}
        onChange={setTo}
        min={pair.from}
        isRequired
      />
    </FormDialog>
  );
}

function NoteTime({ pairs, onClose }: { readonly pairs: readonly Pair[]; readonly onClose: () => void }) {
  const words = useWords();
  const { today } = useMe();
  const assistants = [...new Map(pairs.map((pair) => [pair.assistantId, pair.assistant]))];
  const [assistantId, setAssistant] = useState<string | null>(assistants[0]?.[0] ?? null);
  const [on, setOn] = useState(today);
  const [minutes, setMinutes] = useState<number | null>(30);
  const [kind, setKind] = useState<(typeof supervisionKinds)[number]>('direct');
  const note = useChange(noteSupervision, onClose);
  return (
    <FormDialog
      heading={words.say('supervision.note')}
      change={note}
      onSubmit={() => {
        if (assistantId !== null && minutes !== null) note.mutate({ body: { assistantId, on, minutes, kind } });
      }}
      onClose={onClose}
    >
      <SelectField
        label={words.say('supervision.assistant')}
        name="assistantId"
        options={assistants.map(([value, label]) => ({ value, label }))}
        value={assistantId}
        onChange={setAssistant}
        isRequired
      />
      <DayField label={words.say('supervision.on')} name="on" value={on} onChange={setOn} max={today} isRequired />
      <NumberField
        label={words.say('supervision.time')}
        name="minutes"
        value={minutes}
        onChange={setMinutes}
        min={1}
        max={600}
        isRequired
      />
      <ChoiceField
        label={words.say('supervision.kind')}
        options={supervisionKinds.map((value) => ({ value, label: words.say(`supervision.kind.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
    </FormDialog>
  );
}
