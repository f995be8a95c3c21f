import { type PlanPage, withdrawPlan } from '#contract/plan.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './plan.module.css';

/** The plans that were accepted, and the way back from the newest. */
export function PlansBefore({ page }: { readonly page: PlanPage }) {
  const words = useWords();
  const { zone } = useMe();
  const withdraw = useChange(withdrawPlan, () => announce(words.say('plan.gone_back')));
  const newest = page.plans.find(({ withdrawnAt }) => withdrawnAt === null);
  return (
    <Band heading={words.say('plan.history')}>
      {page.plans.length === 0 ? (
        <p className={styles.quiet}>{words.say('plan.history_none')}</p>
      ) : (
        <ul className={styles.history}>
          {page.plans.map(({ planId, from, acceptedAt, withdrawnAt, sessions }) => (
            <li key={planId}>
              <span>
                {words.say('plan.history_line', {
                  from: words.day(from),
                  at: words.instant(acceptedAt, zone),
                  sessions,
                })}
                {withdrawnAt !== null && (
                  <span className={styles.quiet}>
                    {' · '}
                    {words.say('plan.history_withdrawn', { at: words.instant(withdrawnAt, zone) })}
                  </span>
                )}
              </span>
              {planId === newest?.planId && (
                <Button isPending={withdraw.isPending} onPress={() => withdraw.mutate({ params: { planId } })}>
                  {words.say('plan.go_back')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <FaultNotice fault={withdraw.error} />
    </Band>
  );
}
