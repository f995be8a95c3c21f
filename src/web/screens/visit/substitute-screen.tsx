import { Link, useSearch } from '@tanstack/react-router';
import { listVisits, type Visit } from '#contract/visit.ts';
import { useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './visit.module.css';

/** On paper for whoever has the class today: who comes in, what their part is. Nothing of any student. */
export function SubstituteScreen() {
  const words = useWords();
  const me = useMe();
  const { date = me.today } = useSearch({ from: '/house/today/substitute' });
  const read = useRead(listVisits, { query: { date } });
  return (
    <Reading read={read}>
      {({ visits }) => {
        const held = visits.filter((visit) => visit.status === 'planned');
        const classes = [...new Set(held.map((visit) => visit.className))];
        return (
          <Page
            title={words.say('substitute.title')}
            heading={words.say('substitute.heading', { class: words.list(classes), day: words.day(date, 'long') })}
            above={words.say('substitute.title')}
            lead={words.say('substitute.lead')}
            actions={
              <>
                <Link to="/today" search={{ date }} className={buttonClass('quiet')}>
                  {words.say('visit.back')}
                </Link>
                <Button onPress={() => window.print()}>{words.say('visit.print')}</Button>
              </>
            }
          >
            {held.length === 0 ? (
              <EmptyState title={words.say('substitute.none')} />
            ) : (
              <>
                <ol className={styles.visits}>
                  {held.map((visit) => (
                    <VisitForSubstitute key={visit.sessionId} visit={visit} />
                  ))}
                </ol>
                <p className={styles.quiet}>{words.say('substitute.note')}</p>
              </>
            )}
          </Page>
        );
      }}
    </Reading>
  );
}

function VisitForSubstitute({ visit }: { readonly visit: Visit }) {
  const words = useWords();
  const { plan } = visit;
  const format = plan.coTeachingFormat === null ? null : words.say(`co_teaching.${plan.coTeachingFormat}`);
  return (
    <li>
      <h2>
        {words.timeSpan(visit.starts, visit.ends)} {visit.routineName ?? words.say(`delivery.${visit.delivery}`)}
      </h2>
      <p>{words.say('my_class.comes', { name: visit.comes })}</p>
      {format !== null && <p className={styles.quiet}>{format}</p>}
      {plan.activity !== '' && <p>{plan.activity}</p>}
      {plan.therapistPart !== '' && (
        <p>{words.say('my_class.my_part', { name: visit.comes, part: plan.therapistPart })}</p>
      )}
      <p className={styles.loud}>
        {plan.classPart === ''
          ? words.say('substitute.nothing')
          : words.say('my_class.your_part', { part: plan.classPart })}
      </p>
      {plan.materials !== '' && <p>{words.say('today.with', { what: plan.materials })}</p>}
    </li>
  );
}
