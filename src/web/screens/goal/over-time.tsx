import { useCallback, useState } from 'react';
import type { GoalChartPoint } from '#charts/goal-chart.ts';
import { chartOverTime } from '#telling/over-time.ts';
import type { GoalPage } from '#telling/goal-page.ts';
import { Band } from '../../parts/band.tsx';
import { CheckField } from '../../parts/field.tsx';
import { FittedPicture } from '../../parts/picture/picture.tsx';
import { useWords } from '../../parts/words.tsx';
import { BeforeAfter } from './before-after.tsx';
import { NoteChange, NotedChanges } from './noted-changes.tsx';

/** The single-case chart. `onOpen` gets the panel (`setting/part`) and date of the point that was opened. */
export function OverTime({
  page,
  onOpen,
}: {
  readonly page: GoalPage;
  readonly onOpen: (panelId: string, date: string) => void;
}) {
  const words = useWords();
  const [trend, setTrend] = useState(false);
  const draw = useCallback((width: number) => chartOverTime(words, page, width, { trend }), [page, words, trend]);
  const unit = page.carryover.unit;
  return (
    <Band
      heading={words.say('chart.title')}
      lead={words.say(unit === 'trial' ? 'chart.lead_trial' : 'chart.lead_day')}
      actions={
        <>
          <CheckField value={trend} onChange={setTrend}>
            {words.say('chart.show_trend')}
          </CheckField>
          <NoteChange studentId={page.evidence.goal.student.id} />
        </>
      }
    >
      {page.observed.length === 0 ? (
        <p>{words.say('chart.empty')}</p>
      ) : (
        <>
          <FittedPicture
            draw={draw}
            tableLabel={words.say('chart.table')}
            onOpen={(point) => {
              const { panelId, date } = point as GoalChartPoint;
              onOpen(panelId, date);
            }}
          />
          <BeforeAfter page={page} />
        </>
      )}
      <NotedChanges page={page} />
    </Band>
  );
}
