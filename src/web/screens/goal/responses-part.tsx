import { type ReactNode, useCallback } from 'react';
import { type CueKind, cueMix } from '#charts/cue-mix.ts';
import type { MarkName } from '#charts/marks.ts';
import type { TrialCarryover } from '#domain/carryover/carryover.ts';
import { fewestForPercent, type Share, type SupportKind, supportKinds } from '#domain/carryover/responses.ts';
import { cueGivers } from '#domain/trials/event.ts';
import type { Words } from '#words/words.ts';
import { Band } from '../../parts/band.tsx';
import { Mark } from '../../parts/mark/mark.tsx';
import { FittedPicture } from '../../parts/picture/picture.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './goal.module.css';
import type { GoalPage } from '#telling/goal-page.ts';
import { naturalInWords } from '#telling/goal-words.ts';

/** What the student does about an error or a cue: each rate on its own denominator, and the cues week by week. */
export function ResponsesPart({ page, carryover }: { readonly page: GoalPage; readonly carryover: TrialCarryover }) {
  const words = useWords();
  const { natural, all } = carryover.responses;
  const inNatural = carryover.natural.n > 0;
  const { selfCorrection, cuedFirst, toCuesOf, firstTry, ownCue } = inNatural ? natural : all;
  const cueing = cueGivers.filter((by) => by === 'teacher' || toCuesOf[by].n > 0);
  return (
    <Band
      heading={words.say('responses.title')}
      {...(inNatural
        ? { lead: words.say('responses.where', { natural: naturalInWords(words, carryover.conditions) }) }
        : {})}
    >
      <dl className={styles.rates}>
        {page.rules.selfCorrectionOffered && (
          <Rate
            mark="fixed_it"
            name={words.say('responses.self_correction')}
            share={selfCorrection}
            counted="responses.self_correction_of"
            none="responses.no_errors"
          >
            {words.say('responses.self_correction_why', { cued: cuedFirst })}
            {inNatural && all.selfCorrection.n > selfCorrection.n && (
              <> {words.say('responses.everywhere', { x: all.selfCorrection.x, n: all.selfCorrection.n })}</>
            )}
          </Rate>
        )}
        {cueing.map((by) => (
          <Rate
            key={by}
            mark="with_cue_did"
            name={words.say('responses.to_cue', { by: words.say(`cue_by.${by}`) })}
            share={toCuesOf[by]}
            counted="responses.to_cue_of"
            none="responses.not_cued"
          >
            {toCuesOf[by].n > 0 && words.say('responses.to_cue_why')}
          </Rate>
        ))}
        <Rate
          mark="on_their_own"
          name={words.say('responses.first_try')}
          share={firstTry}
          counted="responses.first_try_of"
          none="carryover.no_data"
        />
        {ownCue.n > 0 && (
          <Rate
            mark="on_their_own"
            name={words.say('responses.own_cue')}
            share={ownCue}
            counted="responses.first_try_of"
            none="carryover.no_data"
          >
            {words.say('responses.own_cue_why')}
          </Rate>
        )}
      </dl>
      <CueMixByWeek carryover={carryover} />
    </Band>
  );
}

/** Counts always; what is likely from five on. */
function Rate({
  mark,
  name,
  share,
  counted,
  none,
  children,
}: {
  readonly mark: MarkName;
  readonly name: string;
  readonly share: Share;
  readonly counted: 'responses.self_correction_of' | 'responses.to_cue_of' | 'responses.first_try_of';
  readonly none: 'responses.no_errors' | 'responses.not_cued' | 'carryover.no_data';
  readonly children?: ReactNode;
}) {
  const words = useWords();
  const { x, n, interval } = share;
  return (
    <div className={styles.rate}>
      <dt>
        <Mark name={mark} size={18} />
        {name}
      </dt>
      <dd>
        <strong className={n === 0 ? styles.quiet : undefined}>
          {n === 0 ? words.say(none) : words.say(counted, { x, n })}
        </strong>
        {interval !== null && n >= fewestForPercent && (
          <span>{words.say('carryover.likely', { range: words.range(interval.lower, interval.upper) })}</span>
        )}
        {children && <small>{children}</small>}
      </dd>
    </div>
  );
}

const looks: Record<SupportKind, Pick<CueKind, 'fill' | 'colour'>> = {
  independent: { fill: 'solid', colour: 'accent' },
  self_corrected: { fill: 'crossed', colour: 'accent' },
  teacher: { fill: 'rising', colour: 'ink' },
  therapist: { fill: 'falling', colour: 'room' },
  para: { fill: 'upright', colour: 'ink' },
  peer: { fill: 'level', colour: 'ink' },
  other: { fill: 'dotted', colour: 'ink' },
  not_yet: { fill: 'empty', colour: 'ink' },
  no_response: { fill: 'empty', colour: 'ink' },
};

function CueMixByWeek({ carryover }: { readonly carryover: TrialCarryover }) {
  const words = useWords();
  const draw = useCallback((width: number) => mixOf(words, carryover, width), [words, carryover]);
  if (carryover.cueMix.length === 0) return null;
  return (
    <div className={styles.mix}>
      <h3>{words.say('responses.mix')}</h3>
      <p className={styles.quiet}>{words.say('responses.mix_lead')}</p>
      <FittedPicture draw={draw} tableLabel={words.say('chart.table')} />
    </div>
  );
}

export function mixOf(words: Words, { cueMix: weeks }: TrialCarryover, width: number) {
  const present = supportKinds.filter((kind) => weeks.some((week) => week.counts[kind] !== undefined));
  return cueMix({
    idPrefix: 'cue-mix',
    title: words.say('responses.mix'),
    width,
    barHeight: 140,
    kinds: present.map((kind) => ({
      id: kind,
      label: words.say(`mix.${kind}`),
      letter: words.say(`mix.letter.${kind}`),
      ...looks[kind],
    })),
    weeks: weeks.map(({ week, counts }) => ({ id: week, label: words.day(week, 'month_day'), counts })),
    words: {
      n: words.say('chart.n'),
      percent: (value) => `${value} %`,
      counts: (count, n) => words.say('share.counted', { x: count, n }),
      point: ({ week, kind, counts, percent }) =>
        words.say('responses.mix_point', {
          week: words.say('responses.week_of', { day: week }),
          kind,
          counts,
          percent,
        }),
      columns: {
        week: words.say('responses.column.week'),
        kind: words.say('responses.column.kind'),
        counts: words.say('responses.column.counts'),
        percent: words.say('responses.column.percent'),
      },
    },
  });
}
