import { useState } from 'react';
import { listStrategies, readGoalStrategies, setGoalStrategies } from '#contract/strategy.ts';
import type { Area } from '#domain/goals/goal.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { CheckField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import { Steps } from '../strategy/steps.tsx';
import styles from './goal.module.css';

/** With which strategies the goal is worked on; of those that fit its area first. */
export function StrategiesPart({ goalId, area }: { readonly goalId: string; readonly area: Area }) {
  const words = useWords();
  const me = useMe();
  const [choosing, setChoosing] = useState(false);
  const library = useRead(listStrategies, {}).data?.items ?? [];
  const chosen = useRead(readGoalStrategies, { params: { goalId } }).data?.strategyIds ?? [];
  const shown = chosen.flatMap((id) => library.find((strategy) => strategy.id === id) ?? []);
  return (
    <Band
      heading={words.say('goal_strategies.title')}
      actions={
        holds(me, 'therapist', 'case_manager') &&
        library.length > 0 && <Button onPress={() => setChoosing(true)}>{words.say('goal_strategies.choose')}</Button>
      }
    >
      {shown.length === 0 ? (
        <p className={styles.quiet}>{words.say('goal_strategies.none')}</p>
      ) : (
        shown.map((strategy) => (
          <details key={strategy.id} className={styles.strategy}>
            <summary>{strategy.name}</summary>
            <Steps steps={strategy.steps} />
          </details>
        ))
      )}
      {choosing && (
        <ChooseDialog
          goalId={goalId}
          chosen={chosen}
          library={library
            .filter(({ id, retired }) => !retired || chosen.includes(id))
            .toSorted((a, b) => Number(b.areas.includes(area)) - Number(a.areas.includes(area)))}
          onClose={() => setChoosing(false)}
        />
      )}
    </Band>
  );
}

function ChooseDialog({
  goalId,
  chosen,
  library,
  onClose,
}: {
  readonly goalId: string;
  readonly chosen: readonly string[];
  readonly library: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [ids, setIds] = useState(chosen);
  const save = useChange(setGoalStrategies, () => {
    announce(words.say('do.saved'));
    onClose();
  });
  return (
    <FormDialog
      heading={words.say('goal_strategies.title')}
      lead={words.say('goal_strategies.lead')}
      change={save}
      onSubmit={() => save.mutate({ params: { goalId }, body: { strategyIds: [...ids] } })}
      onClose={onClose}
    >
      {library.map(({ id, name }) => (
        <CheckField
          key={id}
          value={ids.includes(id)}
          onChange={(on) => setIds(on ? [...ids, id] : ids.filter((other) => other !== id))}
        >
          {name}
        </CheckField>
      ))}
    </FormDialog>
  );
}
