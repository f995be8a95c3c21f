import { Link, useSearch } from '@tanstack/react-router';
import { readPack, readToday, type SessionLine, type SessionPack } from '#contract/session.ts';
import { useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Mark } from '../../parts/mark/mark.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { type PaperColumn, paperColumns, paperColumnWord } from '../classroom/paper-columns.ts';
import styles from './data-sheets.module.css';
import { sessionName, sessionPlace } from './session-words.ts';

/** The day's data sheets on paper: labels and tags, no names; the columns are those a filled sheet is entered by. */
export function DataSheetsScreen() {
  const words = useWords();
  const me = useMe();
  const { date = me.today } = useSearch({ from: '/house/today/sheets' });
  const read = useRead(readToday, { query: { date } });
  return (
    <Page
      title={words.say('sheets.title')}
      heading={words.say('sheets.heading', { day: words.day(date, 'long') })}
      lead={<span data-screen-only>{words.say('sheets.lead')}</span>}
      actions={
        <>
          <Link to="/today" search={{ date }}>
            {words.say('sheets.back')}
          </Link>
          <Button kind="main" onPress={() => window.print()}>
            {words.say('sheets.print')}
          </Button>
        </>
      }
    >
      <Reading read={read}>
        {({ sessions }) => {
          const planned = sessions.filter((session) => session.status === 'planned');
          return planned.length === 0 ? (
            <EmptyState title={words.say('today.none')} />
          ) : (
            planned.map((session) => <SessionSheet key={session.id} session={session} />)
          );
        }}
      </Reading>
    </Page>
  );
}

function SessionSheet({ session }: { readonly session: SessionLine }) {
  const words = useWords();
  const read = useRead(readPack, { params: { sessionId: session.id } });
  const name = sessionName(session, words);
  const place = sessionPlace(session, words);
  return (
    <section className={styles.sheet} aria-label={`${words.time(session.starts)} ${name}`}>
      <h2>
        {words.timeSpan(session.starts, session.ends)} {name}
        {place !== '' && <span className={styles.place}> · {place}</span>}
      </h2>
      <p className={styles.context}>
        {words.say('sheets.my_part')}
        {(['helping', 'watching', 'away'] as const).map((part) => (
          <span key={part} className={styles.box}>
            <i aria-hidden="true" /> {words.say(`classroom.part.${part}`)}
          </span>
        ))}
        <span className={styles.line}>{words.say('sheets.present')}</span>
      </p>
      <Reading read={read}>{(pack) => <SheetRows pack={pack} />}</Reading>
    </section>
  );
}

/** The rows to write on: a goal each. */
export function SheetRows({ pack }: { readonly pack: SessionPack }) {
  const words = useWords();
  const goals = pack.members.flatMap((member) => member.goals.map((goal) => ({ member, goal })));
  const trials = goals.filter(({ goal }) => goal.measure === 'trials');
  const others = goals.filter(({ goal }) => goal.measure !== 'trials');
  const columnWord = (column: PaperColumn) =>
    paperColumnWord(column, words, (by) =>
      words.say(by === 'therapist' ? 'sheets.therapist' : `classroom.giver.${by}`),
    );
  if (goals.length === 0) return <p>{words.say('sheets.no_goals')}</p>;
  return (
    <div className={styles.frame}>
      {trials.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.say('classroom.students')}</th>
              {paperColumns.map((column) => (
                <th key={column.id} scope="col">
                  <Mark name={column.mark} size={16} />
                  <span>{columnWord(column)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {trials.map(({ member, goal }) => (
              <tr key={goal.goalId}>
                <th scope="row">
                  <strong>{member.label}</strong> {goal.tag}
                </th>
                {paperColumns.map((column) => (
                  <td key={column.id} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {others.length > 0 && (
        <table>
          <tbody>
            {others.map(({ member, goal }) => (
              <tr key={goal.goalId}>
                <th scope="row">
                  <strong>{member.label}</strong> {goal.tag}
                </th>
                <td className={styles.free}>
                  {goal.measure === 'steps' &&
                    goal.targets
                      .filter((target) => target.status !== 'later')
                      .map((target, at) => (
                        <span key={target.targetId} className={styles.box}>
                          <i aria-hidden="true" />{' '}
                          {target.text === '' ? words.say('classroom.step_number', { number: at + 1 }) : target.text}
                        </span>
                      ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
