import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { readClass } from '#contract/class.ts';
import {
  type ClassStrategies as Answer,
  listStrategies,
  noteUse,
  readClassStrategies,
  sayHow,
  settleUse,
} from '#contract/strategy.ts';
import { nextStage } from '#domain/partnership/strategy.ts';
import { type StrategyUse, strategyUses } from '#domain/trials/event.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { CheckField, ChoiceField, DayField, SelectField, TextAreaField } from '../../parts/field.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { Steps } from './steps.tsx';
import styles from './strategy.module.css';
import { ThanksDialog } from './thanks.tsx';

type InRoom = Answer['items'][number];

/** On the class's page: what works in this room, how it is done here, and (to each their own) who has made it theirs. */
export function ClassStrategies({ classId }: { readonly classId: string }) {
  const words = useWords();
  const me = useMe();
  const read = useRead(readClassStrategies, { params: { classId } });
  const [saying, setSaying] = useState<{ readonly item: InRoom | null } | null>(null);
  const mayChange = holds(me, 'therapist', 'teacher');
  const take = useChange(sayHow, () => announce(words.say('in_room.saved')));
  return (
    <Band
      heading={words.say('in_room.title')}
      lead={words.say('in_room.lead')}
      actions={
        <>
          <Link to="/classes/$classId/supports" params={{ classId }} className={buttonClass('quiet')}>
            {words.say('in_room.sheet')}
          </Link>
          <Link to="/classes/$classId/friday" params={{ classId }} className={buttonClass('quiet')}>
            {words.say('friday.open')}
          </Link>
          {mayChange && <Button onPress={() => setSaying({ item: null })}>{words.say('in_room.take')}</Button>}
        </>
      }
    >
      <Reading read={read}>
        {(answer) => (
          <>
            {answer.suggestions.map((one) => (
              <p key={one.strategyId} className={`${styles.line} ${styles.waiting}`}>
                <span>
                  {words.say('in_room.suggestion', {
                    count: one.students,
                    area: words.say(`area.${one.area}`),
                    name: one.name,
                  })}
                </span>
                <Button
                  size="small"
                  aria-label={words.say('in_room.take_suggested_label', { name: one.name })}
                  isPending={take.isPending}
                  onPress={() => take.mutate({ params: { classId, strategyId: one.strategyId }, body: {} })}
                >
                  {words.say('in_room.take_suggested')}
                </Button>
              </p>
            ))}
            <FaultNotice fault={take.error} />
            {answer.items.length === 0 ? (
              <p className={styles.quiet}>{words.say('in_room.none')}</p>
            ) : (
              <ul className={styles.list}>
                {answer.items
                  .filter((item) => item.to === null)
                  .map((item) => (
                    <StrategyHere
                      key={item.strategy.id}
                      classId={classId}
                      item={item}
                      adults={answer.adults}
                      onSay={() => setSaying({ item })}
                    />
                  ))}
              </ul>
            )}
            {saying !== null && (
              <HowDialog classId={classId} answer={answer} item={saying.item} onClose={() => setSaying(null)} />
            )}
          </>
        )}
      </Reading>
    </Band>
  );
}

function StrategyHere({
  classId,
  item,
  adults,
  onSay,
}: {
  readonly classId: string;
  readonly item: InRoom;
  readonly adults: Answer['adults'];
  readonly onSay: () => void;
}) {
  const words = useWords();
  const me = useMe();
  const [open, setOpen] = useState<'note' | 'thanks' | null>(null);
  const { strategy } = item;
  const mayChange = holds(me, 'therapist', 'teacher');
  const therapist = holds(me, 'therapist');
  const routines = useRoutines(classId);
  const named = item.routineIds.flatMap((id) => routines.find((one) => one.id === id)?.name ?? []);
  const others = adults.filter((one) => one.adultId !== me.adultId);
  // Of others only a therapist keeps the log: a teacher notes their own.
  const noted = therapist ? others : adults.filter((one) => one.adultId === me.adultId);
  return (
    <li className={styles.strategy}>
      <div className={styles.head}>
        <h3>{strategy.name}</h3>
        <span className={styles.quiet}>{words.say('in_room.since', { day: words.day(item.from) })}</span>
      </div>
      {item.how !== '' && <p className={styles.how}>{item.how}</p>}
      {named.length > 0 && (
        <p className={styles.quiet}>{words.say('in_room.in_routines', { routines: words.list(named) })}</p>
      )}
      {item.lessons > 0 && <p className={styles.quiet}>{words.say('in_room.lessons', { count: item.lessons })}</p>}
      <Steps steps={strategy.steps} />
      <Log classId={classId} item={item} />
      <div className={styles.line}>
        {mayChange && (
          <Button size="small" aria-label={words.say('in_room.how_label', { name: strategy.name })} onPress={onSay}>
            {words.say('in_room.how_change')}
          </Button>
        )}
        {noted.length > 0 && (
          <Button
            size="small"
            aria-label={words.say('log.note_label', { name: strategy.name })}
            onPress={() => setOpen('note')}
          >
            {words.say('log.note')}
          </Button>
        )}
        {therapist && others.length > 0 && (
          <Button
            size="small"
            kind="quiet"
            aria-label={words.say('thanks.say_label', { name: strategy.name })}
            onPress={() => setOpen('thanks')}
          >
            {words.say('thanks.say')}
          </Button>
        )}
      </div>
      {open === 'note' && <NoteDialog classId={classId} item={item} adults={noted} onClose={() => setOpen(null)} />}
      {open === 'thanks' && (
        <ThanksDialog classId={classId} strategyId={strategy.id} adults={others} onClose={() => setOpen(null)} />
      )}
    </li>
  );
}

/** The routines of the class, for saying where a strategy is done; empty until they are here. */
function useRoutines(classId: string) {
  return useRead(readClass, { params: { classId } }).data?.routines ?? [];
}

function Log({ classId, item }: { readonly classId: string; readonly item: InRoom }) {
  const words = useWords();
  const me = useMe();
  const settle = useChange(settleUse, (_, { body }) =>
    announce(body.doneOn === null ? words.say('log.taken_back') : words.say('log.save')),
  );
  if (item.uses.length === 0) return null;
  const params = { classId, strategyId: item.strategy.id };
  return (
    <div>
      <ul className={styles.log} aria-label={words.say('log.title')}>
        {[...Map.groupBy(item.uses, (use) => use.adultId)].map(([adultId, uses]) => {
          const next = nextStage(uses);
          return uses
            .map((use) => {
              const values = { name: use.shortName, stage: words.say(`log.stage.${use.stage}`) };
              return (
                <li key={use.id}>
                  <span>
                    {use.doneOn === null
                      ? words.say('log.planned', { ...values, day: words.day(use.plannedFor ?? me.today, 'short') })
                      : words.say('log.done', { ...values, day: words.day(use.doneOn, 'short') })}
                  </span>
                  {use.doneOn === null && (
                    <Button
                      size="small"
                      aria-label={words.say('log.did_today_label', values)}
                      onPress={() =>
                        settle.mutate({ params: { ...params, useId: use.id }, body: { doneOn: me.today } })
                      }
                    >
                      {words.say('log.did_today')}
                    </Button>
                  )}
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={words.say('log.take_back_label', values)}
                    onPress={() => settle.mutate({ params: { ...params, useId: use.id }, body: { doneOn: null } })}
                  >
                    {words.say('log.take_back')}
                  </Button>
                </li>
              );
            })
            .concat(
              next === null
                ? []
                : [
                    <li key={`${adultId} next`} className={styles.quiet}>
                      {next.from === null
                        ? words.say('log.next', { stage: words.say(`log.stage.${next.stage}`) })
                        : words.say('log.next_from', {
                            stage: words.say(`log.stage.${next.stage}`),
                            day: words.day(next.from, 'short'),
                          })}
                    </li>,
                  ],
            );
        })}
      </ul>
      <p className={styles.quiet}>{words.say('log.private')}</p>
      <FaultNotice fault={settle.error} />
    </div>
  );
}

function NoteDialog({
  classId,
  item,
  adults,
  onClose,
}: {
  readonly classId: string;
  readonly item: InRoom;
  readonly adults: Answer['adults'];
  readonly onClose: () => void;
}) {
  const words = useWords();
  const me = useMe();
  const [adultId, setAdult] = useState(adults[0]?.adultId ?? '');
  const next = nextStage(item.uses.filter((use) => use.adultId === adultId));
  const [stage, setStage] = useState<StrategyUse>(next?.stage ?? 'still_in_use');
  const [when, setWhen] = useState<'done' | 'planned'>('done');
  const [day, setDay] = useState(me.today);
  const name = adults.find((one) => one.adultId === adultId)?.shortName ?? '';
  const note = useChange(noteUse, () => {
    announce(words.say('log.saved', { name }));
    onClose();
  });
  return (
    <FormDialog
      heading={words.say('log.note')}
      lead={words.say('log.private')}
      submit={words.say('log.save')}
      change={note}
      onSubmit={() =>
        note.mutate({
          params: { classId, strategyId: item.strategy.id },
          body: { adultId, stage, doneOn: when === 'done' ? day : null, plannedFor: when === 'planned' ? day : null },
        })
      }
      onClose={onClose}
    >
      <SelectField
        label={words.say('log.adult')}
        name="adultId"
        options={adults.map((one) => ({ value: one.adultId, label: one.shortName }))}
        value={adultId}
        onChange={setAdult}
      />
      <ChoiceField
        label={words.say('log.stage')}
        options={strategyUses.map((value) => ({ value, label: words.say(`log.stage.${value}`) }))}
        value={stage}
        onChange={setStage}
      />
      <ChoiceField
        label={words.say('log.when')}
        options={(['done', 'planned'] as const).map((value) => ({ value, label: words.say(`log.when_${value}`) }))}
        value={when}
        onChange={setWhen}
      />
      <DayField
        label={words.say('log.day')}
        name={when === 'done' ? 'doneOn' : 'plannedFor'}
        value={day}
        onChange={setDay}
        isRequired
      />
    </FormDialog>
  );
}

/** Takes one of the library into use, or says anew how it is done here. */
function HowDialog({
  classId,
  answer,
  item,
  onClose,
}: {
  readonly classId: string;
  readonly answer: Answer;
  readonly item: InRoom | null;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const library = useRead(listStrategies, {}).data?.items ?? [];
  const inUse = new Set(answer.items.filter((one) => one.to === null).map((one) => one.strategy.id));
  const open = library.filter((one) => !one.retired && !inUse.has(one.id));
  const [chosen, setChosen] = useState<string | null>(item?.strategy.id ?? null);
  const [how, setHow] = useState(item?.how ?? '');
  const [routineIds, setRoutineIds] = useState<readonly string[]>(item?.routineIds ?? []);
  const routines = useRoutines(classId);
  const strategyId = chosen ?? open[0]?.id ?? null;
  const say = useChange(sayHow, () => {
    announce(words.say('in_room.saved'));
    onClose();
  });
  const send = (inRoom: boolean) =>
    strategyId !== null &&
    say.mutate({ params: { classId, strategyId }, body: { how, routineIds: [...routineIds], inUse: inRoom } });
  return (
    <Dialog
      heading={item === null ? words.say('in_room.take') : item.strategy.name}
      lead={words.say('in_room.lead')}
      onClose={onClose}
    >
      {item === null && strategyId === null ? (
        <p>{words.say('in_room.all_taken')}</p>
      ) : (
        <Form fault={say.error} onSubmit={() => send(true)}>
          {item === null && (
            <SelectField
              label={words.say('in_room.strategy')}
              name="strategyId"
              options={open.map((one) => ({ value: one.id, label: one.name }))}
              value={strategyId}
              onChange={setChosen}
            />
          )}
          <TextAreaField
            label={words.say('in_room.how')}
            name="how"
            value={how}
            onChange={setHow}
            rows={3}
            maxLength={600}
          />
          {routines.length > 0 && (
            <fieldset>
              <legend>{words.say('in_room.routines')}</legend>
              <div className={styles.checks}>
                {routines.map(({ id, name }) => (
                  <CheckField
                    key={id}
                    value={routineIds.includes(id)}
                    onChange={(on) =>
                      setRoutineIds(on ? [...routineIds, id] : routineIds.filter((other) => other !== id))
                    }
                  >
                    {name}
                  </CheckField>
                ))}
              </div>
            </fieldset>
          )}
          <Actions submit={words.say('do.save')} isPending={say.isPending} fault={say.error}>
            {item !== null && (
              <Button
                aria-label={words.say('in_room.stop_label', { name: item.strategy.name })}
                onPress={() => send(false)}
              >
                {words.say('in_room.stop')}
              </Button>
            )}
            <Button onPress={onClose}>{words.say('do.cancel')}</Button>
          </Actions>
        </Form>
      )}
    </Dialog>
  );
}
