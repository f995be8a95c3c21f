import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { countStrategies, listStrategies, type Strategy } from '#contract/strategy.ts';
import { useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { OwnPictures } from './own-pictures.tsx';
import { Steps } from './steps.tsx';
import styles from './strategy.module.css';
import { StrategyDialog } from './strategy-dialog.tsx';
import { Thanks } from './thanks.tsx';

/** The library of strategies; for who works in a class or visits one also the thanks between two. */
export function LibraryScreen() {
  const words = useWords();
  const me = useMe();
  const read = useRead(listStrategies, {});
  const [writing, setWriting] = useState<Strategy | 'new' | null>(null);
  const mayWrite = holds(me, 'therapist');
  const kit = holds(me, 'therapist', 'coordinator') && (
    <Link to="/in-service" className={buttonClass('quiet')}>
      {words.say('in_service.open')}
    </Link>
  );
  const add = mayWrite && <Button onPress={() => setWriting('new')}>{words.say('strategy.add')}</Button>;
  return (
    <Page
      title={words.say('strategy.title')}
      lead={words.say('strategy.lead')}
      actions={
        <>
          {kit}
          {add}
        </>
      }
    >
      {holds(me, 'teacher', 'paraprofessional', 'therapist', 'assistant') && <Thanks />}
      {holds(me, 'coordinator') && <Counts />}
      <Reading read={read}>
        {({ items }) => {
          const current = items.filter((strategy) => !strategy.retired || mayWrite);
          return current.length === 0 ? (
            <EmptyState title={words.say('strategy.none')} action={add}>
              {words.say('strategy.none_why')}
            </EmptyState>
          ) : (
            <ul className={styles.list}>
              {current.map((strategy) => (
                <li key={strategy.id} className={styles.strategy}>
                  <div className={styles.head}>
                    <h2>{strategy.name}</h2>
                    {mayWrite && (
                      <Button
                        kind="quiet"
                        size="small"
                        aria-label={words.say('strategy.change_label', { name: strategy.name })}
                        onPress={() => setWriting(strategy)}
                      >
                        {words.say('strategy.change')}
                      </Button>
                    )}
                  </div>
                  <Steps steps={strategy.steps} />
                  <Fits strategy={strategy} />
                </li>
              ))}
            </ul>
          );
        }}
      </Reading>
      {holds(me, 'therapist', 'teacher') && <OwnPictures />}
      {writing !== null && (
        <StrategyDialog before={writing === 'new' ? null : writing} onClose={() => setWriting(null)} />
      )}
    </Page>
  );
}

function Fits({ strategy }: { readonly strategy: Strategy }) {
  const words = useWords();
  const parts = [
    ...(strategy.retired ? [words.say('strategy.retired')] : []),
    ...(strategy.wholeClass ? [words.say('strategy.whole_class')] : []),
    ...(strategy.areas.length > 0
      ? [`${words.say('strategy.areas')} ${words.list(strategy.areas.map((area) => words.say(`area.${area}`)))}`]
      : []),
    ...(strategy.routineKinds.length > 0
      ? [
          `${words.say('strategy.routines')} ${words.list(
            strategy.routineKinds.map((kind) => words.say(`routine_kind.${kind}`)),
          )}`,
        ]
      : []),
    words.say('strategy.by', { name: strategy.writtenBy }),
  ];
  return <p className={styles.quiet}>{parts.join(' · ')}</p>;
}

function Counts() {
  const words = useWords();
  const read = useRead(countStrategies, {});
  const said = (count: number | null) => (count === null ? words.say('counts.few') : words.count(count));
  return (
    <Band heading={words.say('counts.title')} lead={words.say('counts.lead')}>
      <Reading read={read}>
        {({ items }) => (
          <ul className={styles.log}>
            {items.map((one) => (
              <li key={one.strategyId}>
                <strong>{one.name}</strong>
                <span className={styles.quiet}>
                  {[
                    `${words.say('counts.classes')}: ${words.count(one.classes)}`,
                    `${words.say('log.stage.modelled')}: ${said(one.modelled)}`,
                    `${words.say('log.stage.together')}: ${said(one.together)}`,
                    `${words.say('log.stage.alone')}: ${said(one.alone)}`,
                    `${words.say('log.stage.still_in_use')}: ${said(one.stillInUse)}`,
                  ].join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Reading>
    </Band>
  );
}
