import { useState } from 'react';
import { type Arrangement, arrangeCover, readTherapistOut, type TherapistOut } from '#contract/cover.ts';
import { listAdults } from '#contract/sign-in.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { DeliverySign } from '../../parts/delivery-sign.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { DayField, type Option, SelectField } from '../../parts/field.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './out-dialog.module.css';

/** A therapist is out: what becomes of each session of the day. One's own day, or for a coordinator anybody's. */
export function OutDialog({ date: given, onClose }: { readonly date: string; readonly onClose: () => void }) {
  const words = useWords();
  const me = useMe();
  const coordinates = holds(me, 'coordinator');
  const [date, setDate] = useState(given);
  const [adultId, setAdultId] = useState<string | null>(holds(me, 'therapist') ? me.adultId : null);
  return (
    <Dialog
      heading={words.say('out.title', { day: words.day(date, 'long') })}
      lead={words.say('out.lead')}
      wide
      onClose={onClose}
    >
      <div className={styles.parts}>
        {coordinates && <WhoAndWhen adultId={adultId} onAdult={setAdultId} date={date} onDate={setDate} />}
        {adultId !== null && <DayOf key={`${adultId} ${date}`} adultId={adultId} date={date} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

function WhoAndWhen({
  adultId,
  onAdult,
  date,
  onDate,
}: {
  readonly adultId: string | null;
  readonly onAdult: (adultId: string) => void;
  readonly date: string;
  readonly onDate: (date: string) => void;
}) {
  const words = useWords();
  const me = useMe();
  const adults = useRead(listAdults, {}).data?.items ?? [];
  const therapists = adults.filter((adult) => adult.roles.some((held) => held.role === 'therapist'));
  return (
    <>
      <DayField label={words.say('out.day')} name="date" value={date} min={me.today} onChange={onDate} />
      <SelectField
        label={words.say('out.who')}
        name="adultId"
        options={therapists.map(({ id, name }) => ({ value: id, label: name }))}
        value={adultId}
        onChange={onAdult}
        isDisabled={therapists.length === 0}
      />
    </>
  );
}

function DayOf({
  adultId,
  date,
  onClose,
}: {
  readonly adultId: string;
  readonly date: string;
  readonly onClose: () => void;
}) {
  const read = useRead(readTherapistOut, { query: { date, adultId } });
  return <Reading read={read}>{(out) => <Arrange out={out} date={date} onClose={onClose} />}</Reading>;
}

/** `cancel`, `keep`, or the id of the colleague who covers. */
type Chosen = string;

const chosenNow = (session: TherapistOut['sessions'][number], isOut: boolean): Chosen => {
  if (session.coverId !== null) return session.coverId;
  if (session.status === 'cancelled' || !isOut) return 'cancel';
  return 'keep';
};

function Arrange({
  out,
  date,
  onClose,
}: {
  readonly out: TherapistOut;
  readonly date: string;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const isOut = out.absenceId !== null;
  const open = out.sessions.filter((session) => !session.begun);
  const [chosen, setChosen] = useState<Readonly<Record<string, Chosen>>>(() =>
    Object.fromEntries(open.map((session) => [session.sessionId, chosenNow(session, isOut)])),
  );
  const save = useChange(arrangeCover, ({ cancelled, covered }, { body }) => {
    const values = { name: out.adultName, cancelled, covered };
    announce(words.say(body.out ? 'out.saved' : 'out.saved_here', values));
    onClose();
  });
  const send = (stays: boolean) =>
    save.mutate({
      body: {
        date,
        adultId: out.adultId,
        out: !stays,
        sessions: open.map(({ sessionId }) => {
          const choice = stays ? 'keep' : (chosen[sessionId] ?? 'keep');
          const arrange: Arrangement = choice === 'cancel' || choice === 'keep' ? choice : 'cover';
          return { sessionId, arrange, coverId: arrange === 'cover' ? choice : null };
        }),
      },
    });
  return (
    <Form fault={save.error} onSubmit={() => send(false)}>
      <p className={styles.sum}>
        {open.length === 0
          ? words.say('out.none')
          : words.say('out.minutes', { name: out.adultName, count: open.length, minutes: out.minutes })}
      </p>
      <ol className={styles.sessions}>
        {out.sessions.map((session) => (
          <OneSession
            key={session.sessionId}
            session={session}
            out={out}
            chosen={chosen[session.sessionId] ?? 'keep'}
            onChoose={(choice) => setChosen({ ...chosen, [session.sessionId]: choice })}
          />
        ))}
      </ol>
      <Actions submit={words.say('out.tell')} isPending={save.isPending} fault={save.error}>
        {isOut && <Button onPress={() => send(true)}>{words.say('out.here_after_all')}</Button>}
        <Button onPress={onClose}>{words.say('do.cancel')}</Button>
      </Actions>
    </Form>
  );
}

function OneSession({
  session,
  out,
  chosen,
  onChoose,
}: {
  readonly session: TherapistOut['sessions'][number];
  readonly out: TherapistOut;
  readonly chosen: Chosen;
  readonly onChoose: (choice: Chosen) => void;
}) {
  const words = useWords();
  const what =
    session.routineName ?? session.roomName ?? session.className ?? words.say(`delivery.${session.delivery}`);
  const beside = [
    session.routineName === null ? null : (session.roomName ?? session.className),
    session.teacherName,
    words.say('out.students', { count: session.students }),
  ].filter((part) => part !== null);
  const colleague = (adultId: string) => out.colleagues.find((one) => one.adultId === adultId)?.name ?? '';
  const options: Option[] = [
    { value: 'cancel', label: words.say('out.cancel') },
    { value: 'keep', label: words.say('out.keep') },
    ...session.choices.map(({ adultId, against }) => {
      const name = colleague(adultId);
      const label =
        against === null
          ? words.say('out.free', { name })
          : words.say('out.against', { name, why: words.say(`out.against_${against}`) });
      return { value: adultId, label };
    }),
  ];
  return (
    <li className={styles.session} aria-label={`${what}, ${words.time(session.starts)}`}>
      <span className={styles.time}>{words.timeSpan(session.starts, session.ends)}</span>
      <DeliverySign of={session.delivery} label={words.say(`delivery.${session.delivery}`)} />
      <span className={styles.what}>
        <span className={styles.name}>{what}</span>
        <span className={styles.beside}>{beside.join(' · ')}</span>
      </span>
      {session.begun ? (
        <span className={styles.beside}>{words.say('out.begun')}</span>
      ) : (
        <div className={styles.choice}>
          <SelectField label={words.say('out.arrange')} options={options} value={chosen} onChange={onChoose} />
        </div>
      )}
    </li>
  );
}
