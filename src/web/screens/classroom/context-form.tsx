import { type ReactNode, useState } from 'react';
import type { SessionPack } from '#contract/session.ts';
import { sessionDeliveries } from '#domain/school-day/session.ts';
import {
  type CoTeachingFormat,
  coTeachingFormats,
  defaultPurpose,
  type ObservationContext,
  therapistParts,
} from '#domain/trials/event.ts';
import { useWords } from '../../parts/words.tsx';
import { Choices, Ticks } from './choices.tsx';
import styles from './classroom.module.css';
import { placeWord } from './context-words.ts';
import { Key } from './key.tsx';

/** Where one is: a routine of the class, or a place of the school. */
interface Where {
  readonly value: string;
  readonly label: string;
  readonly setting: string;
  readonly routineId?: string;
}

/** Setting, sharing, part, who is here: chosen anew, at the start or in the middle. */
export function ContextForm({
  pack,
  context,
  action,
  onApply,
}: {
  readonly pack: SessionPack;
  readonly context: ObservationContext;
  readonly action: ReactNode;
  readonly onApply: (context: ObservationContext) => void;
}) {
  const words = useWords();
  const [draft, setDraft] = useState(context);
  const places = placesOf(pack, context, (setting) => placeWord(words, pack, setting));
  const chosen = places.find((one) => one.setting === draft.setting && one.routineId === draft.routineId);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onApply(draft);
      }}
    >
      <label className={styles.field}>
        <span>{words.say('classroom.where')}</span>
        <select
          value={chosen?.value ?? ''}
          onChange={(event) => {
            const next = places.find((one) => one.value === event.target.value);
            if (next !== undefined) setDraft(({ routineId: _before, ...rest }) => ({ ...rest, ...at(next) }));
          }}
        >
          {places.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      </label>
      <Choices
        label={words.say('classroom.part')}
        options={therapistParts.map((value) => ({
          value,
          label: (
            <span>
              {words.say(`classroom.part.${value}`)}{' '}
              <span className={styles.hint}>{words.say(`classroom.part_why.${value}`)}</span>
            </span>
          ),
        }))}
        value={draft.therapistPart}
        onChange={(therapistPart) => setDraft({ ...draft, therapistPart })}
      />
      <Ticks
        label={words.say('classroom.who_present')}
        options={pack.adults.map((adult) => ({
          value: adult.adultId,
          label: adult.adultId === pack.recorderId ? words.say('classroom.you') : adult.shortName,
        }))}
        ticked={draft.present}
        onChange={(present) => setDraft({ ...draft, present })}
      />
      <Remote pack={pack} draft={draft} onChange={setDraft} />
      <Choices
        label={words.say('classroom.given_as')}
        options={sessionDeliveries.map((value) => ({ value, label: words.say(`classroom.delivery.${value}`) }))}
        value={draft.delivery === 'teacher_note' ? null : draft.delivery}
        onChange={(delivery) => setDraft({ ...draft, delivery, purpose: defaultPurpose(delivery) })}
      />
      <label className={styles.field}>
        <span>{words.say('classroom.format')}</span>
        <select
          value={draft.coTeachingFormat ?? ''}
          onChange={({ target: { value } }) =>
            setDraft(({ coTeachingFormat: _before, ...rest }) =>
              value === '' ? rest : { ...rest, coTeachingFormat: value as CoTeachingFormat },
            )
          }
        >
          <option value="">{words.say('classroom.format_none')}</option>
          {coTeachingFormats.map((value) => (
            <option key={value} value={value}>
              {words.say(`co_teaching.${value}`)}
            </option>
          ))}
        </select>
      </label>
      <div className={styles.formEnd}>
        <Key look="main" type="submit">
          {action}
        </Key>
      </div>
    </form>
  );
}

const [here, somebodyElse] = ['here', 'somebody'] as const;

/** By video, and who sits with the student: an adult of the school, or somebody else by name. */
function Remote({
  pack,
  draft,
  onChange,
}: {
  readonly pack: SessionPack;
  readonly draft: ObservationContext;
  readonly onChange: (draft: ObservationContext) => void;
}) {
  const words = useWords();
  const { remote } = draft;
  const others = pack.adults.filter((adult) => adult.adultId !== pack.recorderId);
  const say = (next: ObservationContext['remote']) => {
    const { remote: _before, ...rest } = draft;
    onChange(next === undefined ? rest : { ...rest, remote: next });
  };
  return (
    <>
      <label className={styles.field}>
        <span>{words.say('classroom.remote_title')}</span>
        <select
          value={remote === undefined ? here : (remote.facilitatorId ?? somebodyElse)}
          onChange={({ target: { value } }) =>
            say(value === here ? undefined : value === somebodyElse ? {} : { facilitatorId: value })
          }
        >
          <option value={here}>{words.say('classroom.remote_not')}</option>
          {others.map((adult) => (
            <option key={adult.adultId} value={adult.adultId}>
              {words.say('classroom.remote_with', { who: adult.shortName })}
            </option>
          ))}
          <option value={somebodyElse}>{words.say('classroom.remote_somebody')}</option>
        </select>
      </label>
      {remote !== undefined && remote.facilitatorId === undefined && (
        <label className={styles.field}>
          <span>{words.say('classroom.remote_who')}</span>
          <input
            type="text"
            maxLength={80}
            value={remote.facilitator ?? ''}
            onChange={({ target: { value } }) => say(value.trim() === '' ? {} : { facilitator: value })}
          />
        </label>
      )}
    </>
  );
}

const at = ({ setting, routineId }: Where) => ({ setting, ...(routineId === undefined ? {} : { routineId }) });

/** Routines of the day first, in order; then the places, which may be in none of them. What is so now is always among them. */
function placesOf(pack: SessionPack, context: ObservationContext, placeName: (setting: string) => string): Where[] {
  const routines = pack.routines.map(
    (routine): Where => ({
      value: `routine ${routine.routineId}`,
      label: routine.name,
      setting: routine.setting,
      routineId: routine.routineId,
    }),
  );
  const named = new Map(pack.places.map((place) => [place.setting, place.name]));
  for (const setting of ['classroom', 'therapy_room', 'hall', 'cafeteria', 'playground', context.setting]) {
    if (!named.has(setting)) named.set(setting, placeName(setting));
  }
  const places = [...named].map(([setting, label]): Where => ({ value: `place ${setting}`, label, setting }));
  const all = [...routines, ...places];
  const known = all.some((one) => one.setting === context.setting && one.routineId === context.routineId);
  if (known) return all;
  const { setting, routineId } = context;
  const label = [pack.routineName, placeName(setting)].filter((part) => part !== null).join(' · ');
  return [{ value: 'now', label, setting, ...(routineId === undefined ? {} : { routineId }) }, ...all];
}
