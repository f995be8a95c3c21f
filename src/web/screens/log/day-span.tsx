import { useState } from 'react';
import { useMe } from '../../house/me.tsx';
import { DayField } from '../../parts/field.tsx';
import { useWords } from '../../parts/words.tsx';

export interface DaySpan {
  readonly from: string;
  readonly to: string;
  readonly setFrom: (day: string) => void;
  readonly setTo: (day: string) => void;
  /** Both days are said, in their order. */
  readonly isWhole: boolean;
}

/** This month to today, until the reader says otherwise. */
export function useDaySpan(): DaySpan {
  const { today } = useMe();
  const [from, setFrom] = useState(`${today.slice(0, 7)}-01`);
  const [to, setTo] = useState(today);
  return { from, to, setFrom, setTo, isWhole: from !== '' && to !== '' && from <= to };
}

export function DaySpanFields({ from, to, setFrom, setTo }: DaySpan) {
  const words = useWords();
  return (
    <>
      <DayField label={words.say('service_log.table_from')} value={from} onChange={setFrom} max={to} />
      <DayField label={words.say('service_log.table_to')} value={to} onChange={setTo} min={from} />
    </>
  );
}
