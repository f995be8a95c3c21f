import { useState } from 'react';
import type { School } from '#contract/school.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ChoiceField } from '../../parts/field.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import { useWords } from '../../parts/words.tsx';
import { CopyDayDialog } from './copy-day-dialog.tsx';
import { rotationDayName, rotationDaysOf } from './rotation-days.ts';
import { RoutineDialog } from './routine-dialog.tsx';
import styles from './week.module.css';
import { WeekGrid } from './week-grid.tsx';
import { WeekKey } from './week-key.tsx';
import { WeekList } from './week-list.tsx';
import { type ClassPage, changesAhead, type RotationDay, type RoutineTime, weekOn } from './week-plan.ts';

/** The class's week as it is on a date: as a grid or a list, and everything that changes it. */
export function Week({
  page,
  school,
  mayChange,
}: {
  readonly page: ClassPage;
  readonly school: School | undefined;
  readonly mayChange: boolean;
}) {
  const words = useWords();
  const me = useMe();
  const narrow = useNarrow();
  const [view, setView] = useState<'grid' | 'list'>('grid');
  const [date, setDate] = useState(me.today);
  const [rotationDay, setRotationDay] = useState<RotationDay>(null);
  const [open, setOpen] = useState<'add' | 'copy' | RoutineTime | null>(null);

  const week = weekOn(page.times, date, rotationDay);
  const ahead = changesAhead(page.times, me.today);
  const rotationDays = rotationDaysOf(school?.rotation ?? 'none');
  const shown = narrow ? 'list' : view;
  const common = { page, week, onOpen: mayChange ? setOpen : undefined };

  return (
    <Band
      heading={words.say('class.week')}
      {...(week.length === 0
        ? {}
        : { lead: words.say(mayChange ? 'class.week_lead' : 'class.week_lead_read', { date: words.day(date) }) })}
      actions={
        mayChange &&
        week.length > 0 && (
          <div className={styles.actions} data-screen-only>
            <Button onPress={() => setOpen('copy')}>{words.say('class.copy_day')}</Button>
            <Button onPress={() => setOpen('add')}>{words.say('class.add_routine')}</Button>
          </div>
        )
      }
    >
      <div className={styles.tools} data-screen-only>
        {rotationDays.length > 0 && (
          <ChoiceField
            label={words.say('class.rotation')}
            options={[null, ...rotationDays].map((day) => ({
              value: day ?? 'every',
              label: rotationDayName(day, words),
            }))}
            value={rotationDay ?? 'every'}
            onChange={(value) => setRotationDay(rotationDays.find((day) => day === value) ?? null)}
          />
        )}
        {ahead.length > 0 && (
          <ChoiceField
            label={words.say('routine.from')}
            options={[me.today, ...ahead].map((value) => ({ value, label: words.day(value) }))}
            value={date}
            onChange={setDate}
          />
        )}
        {!narrow && week.length > 0 && (
          <ChoiceField
            label={words.say('class.view')}
            options={[
              { value: 'grid' as const, label: words.say('class.view_grid') },
              { value: 'list' as const, label: words.say('class.view_list') },
            ]}
            value={view}
            onChange={setView}
          />
        )}
      </div>
      {week.length === 0 ? (
        <EmptyState
          title={words.say('class.no_week')}
          action={
            mayChange && (
              <Button kind="main" onPress={() => setOpen('add')}>
                {words.say('class.add_routine')}
              </Button>
            )
          }
        >
          {words.say('class.no_week_why')}
        </EmptyState>
      ) : (
        <>
          {shown === 'grid' ? <WeekGrid {...common} date={date} /> : <WeekList {...common} school={school} />}
          <WeekKey />
        </>
      )}
      {open === 'copy' && (
        <CopyDayDialog page={page} date={date} rotationDay={rotationDay} onClose={() => setOpen(null)} />
      )}
      {open !== null && open !== 'copy' && (
        <RoutineDialog
          page={page}
          school={school}
          time={open === 'add' ? null : open}
          rotationDay={open === 'add' ? rotationDay : open.rotationDay}
          date={date}
          onClose={() => setOpen(null)}
        />
      )}
    </Band>
  );
}
