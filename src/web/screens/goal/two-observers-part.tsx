import { observerAgreements } from '#domain/trials/two-observers.ts';
import { Band } from '../../parts/band.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import type { GoalPage } from '#telling/goal-page.ts';

/** How far two people who recorded the same sessions say the same; nothing where nobody did. */
export function TwoObserversPart({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const agreements = observerAgreements(page.both.map(({ event }) => event));
  if (agreements.length === 0) return null;
  const names = new Map(page.evidence.adults.map(({ id, shortName }) => [id, shortName]));
  const percent = (value: number | null) => (value === null ? '' : `${Math.round(value)} %`);
  return (
    <Band heading={words.say('observers.title')} lead={words.say('observers.lead')}>
      <Table
        name={words.say('observers.title')}
        rows={agreements}
        rowKey={({ kind }) => kind}
        columns={[
          { key: 'what', label: words.say('observers.what'), cell: ({ kind }) => words.say(`observers.kind.${kind}`) },
          { key: 'sessions', label: words.say('observers.sessions'), cell: ({ sessions }) => sessions, number: true },
          {
            key: 'who',
            label: words.say('observers.who'),
            cell: ({ recorders }) => words.list(recorders.map((id) => names.get(id) ?? '')),
          },
          { key: 'n', label: words.say('observers.n'), cell: ({ agreement }) => agreement.n, number: true },
          {
            key: 'same',
            label: words.say('observers.same'),
            cell: ({ agreement }) => percent(agreement.percent),
            number: true,
          },
          {
            key: 'right',
            label: words.say('observers.right'),
            cell: ({ kind, agreement }) => (kind === 'trial' ? percent(agreement.percentCorrectnessOnly) : ''),
            number: true,
          },
          {
            key: 'kappa',
            label: words.say('observers.kappa'),
            cell: ({ kappa }) => (kappa.kappa === null ? words.say('observers.no_kappa') : kappa.kappa.toFixed(2)),
            number: true,
          },
          {
            key: 'only',
            label: words.say('observers.only_one'),
            cell: ({ onlyFirst, onlySecond }) => onlyFirst + onlySecond,
            number: true,
          },
        ]}
      />
    </Band>
  );
}
