import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listAdults, readAccessLog, readAccessSeal } from '#contract/sign-in.ts';
import { operations } from '#contract/index.ts';
import { listBreakGlass, lookPurposes } from '#contract/team.ts';
import type { Words } from '#words/words.ts';
import type { OutputOf } from '../../client/call.ts';
import { useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import { Keeping } from './keeping.tsx';
import styles from './records.module.css';

type Look = OutputOf<typeof readAccessLog>['items'][number];

const recordNumber = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const changing = new Set(operations.filter(({ method }) => method !== 'GET').map(({ name }) => name));
/** Enough of a record number to tell rows apart. */
const shortOf = (studentId: string) => studentId.slice(-6);

/** For the records officer: who looked at whose record, and the seals of the log. Names no student. */
export function RecordsScreen() {
  const words = useWords();
  const [adultId, setAdultId] = useState('');
  const [studentId, setStudentId] = useState('');
  const [cursor, setCursor] = useState<string | undefined>(undefined);
  const read = useRead(readAccessLog, {
    query: { adultId: adultId || undefined, studentId: studentId || undefined, cursor, limit: 50 },
  });
  const only = (next: { adultId?: string; studentId?: string }) => {
    setAdultId(next.adultId ?? adultId);
    setStudentId(next.studentId ?? studentId);
    setCursor(undefined);
  };
  const filtered = adultId !== '' || studentId !== '';
  return (
    <Page
      title={words.say('records.title')}
      lead={words.say('records.lead')}
      actions={
        <Link to="/service-log" className={buttonClass('plain')}>
          {words.say('service_log.title')}
        </Link>
      }
    >
      <Filters key={studentId} adultId={adultId} studentId={studentId} onOnly={only} />
      <Reading read={read}>
        {({ items, next }) => (
          <>
            <Looks items={items} filtered={filtered} onOnly={(studentId) => only({ studentId })} />
            <div className={styles.pages}>
              {cursor !== undefined && (
                <Button onPress={() => setCursor(undefined)}>{words.say('records.newest')}</Button>
              )}
              {next !== null && <Button onPress={() => setCursor(next)}>{words.say('records.older')}</Button>}
            </div>
          </>
        )}
      </Reading>
      <Glass />
      <Keeping />
      <Seal />
    </Page>
  );
}

function Filters({
  adultId,
  studentId,
  onOnly,
}: {
  readonly adultId: string;
  readonly studentId: string;
  readonly onOnly: (next: { adultId?: string; studentId?: string }) => void;
}) {
  const words = useWords();
  const adults = useRead(listAdults, {}).data?.items ?? [];
  const [number, setNumber] = useState(studentId);
  const [wrong, setWrong] = useState(false);
  const show = () => {
    const typed = number.trim().toLowerCase();
    setWrong(typed !== '' && !recordNumber.test(typed));
    if (typed === '' || recordNumber.test(typed)) onOnly({ studentId: typed });
  };
  return (
    <Form onSubmit={show} fault={null}>
      <SelectField
        label={words.say('records.of')}
        options={[
          { value: '', label: words.say('records.everybody') },
          ...adults.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={adultId}
        onChange={(next) => onOnly({ adultId: next })}
      />
      <TextField
        label={words.say('records.number')}
        hint={words.say('records.number_hint')}
        optional
        value={number}
        onChange={setNumber}
      />
      {wrong && (
        <p role="alert" className={styles.wrong}>
          {words.say('records.number_wrong')}
        </p>
      )}
      <Actions submit={words.say('records.show')} isPending={false} fault={null}>
        {(adultId !== '' || studentId !== '') && (
          <Button onPress={() => onOnly({ adultId: '', studentId: '' })}>{words.say('records.show_all')}</Button>
        )}
      </Actions>
    </Form>
  );
}

/** What the operation was about, in a word or two, and whether it looked or changed. */
function whatOf({ operation }: Look, words: Words): string {
  const what = words.sayIfKnown(`records.about.${operation.split('.')[0]}`) ?? words.say('records.about.other');
  return words.say(changing.has(operation) ? 'records.changed' : 'records.read', { what });
}

/** A listed purpose in words; a reason as it was written. */
function purposeSaid(purpose: string, words: Words): string {
  return [...lookPurposes, 'new_year'].some((listed) => listed === purpose)
    ? (words.sayIfKnown(`team.purpose.${purpose}`) ?? purpose)
    : purpose;
}

function Looks({
  items,
  filtered,
  onOnly,
}: {
  readonly items: readonly Look[];
  readonly filtered: boolean;
  readonly onOnly: (studentId: string) => void;
}) {
  const words = useWords();
  const me = useMe();
  return (
    <Table<Look>
      name={words.say('records.title')}
      rows={items}
      rowKey={({ id }) => id}
      empty={<EmptyState title={words.say(filtered ? 'records.none_of_these' : 'records.none')} />}
      columns={[
        { key: 'at', label: words.say('records.at'), cell: ({ at }) => words.instant(at, me.zone) },
        { key: 'who', label: words.say('records.who'), cell: ({ adultName }) => adultName },
        {
          key: 'what',
          label: words.say('records.what'),
          cell: (look) => (
            <>
              {whatOf(look, words)}
              {look.result === 'refused' && <strong> · {words.say('records.refused')}</strong>}
              {look.purpose !== null && (
                <span className={styles.quiet}>
                  {' '}
                  · {words.say('records.purpose', { purpose: purposeSaid(look.purpose, words) })}
                </span>
              )}
            </>
          ),
        },
        {
          key: 'record',
          label: words.say('records.number'),
          cell: ({ studentId }) =>
            studentId !== null && (
              <Button
                kind="quiet"
                size="small"
                aria-label={words.say('records.only_this', { short: shortOf(studentId) })}
                onPress={() => onOnly(studentId)}
              >
                …{shortOf(studentId)}
              </Button>
            ),
        },
      ]}
    />
  );
}

function Glass() {
  const words = useWords();
  const read = useRead(listBreakGlass, {});
  return (
    <Band heading={words.say('records.glass_title')} lead={words.say('records.glass_lead')}>
      <Reading read={read}>
        {({ items }) => (
          <Table
            name={words.say('records.glass_title')}
            rows={items}
            rowKey={({ id }) => id}
            empty={<p className={styles.quiet}>{words.say('records.glass_none')}</p>}
            columns={[
              { key: 'who', label: words.say('records.who'), cell: ({ adultName }) => adultName },
              { key: 'reason', label: words.say('records.glass_reason'), cell: ({ reason }) => reason },
              { key: 'until', label: words.say('records.glass_until'), cell: ({ to }) => words.day(to) },
              { key: 'record', label: words.say('records.number'), cell: ({ studentId }) => `…${shortOf(studentId)}` },
            ]}
          />
        )}
      </Reading>
    </Band>
  );
}

function Seal() {
  const words = useWords();
  const read = useRead(readAccessSeal, {});
  return (
    <Band heading={words.say('records.sealed_head')}>
      <Reading read={read}>
        {({ newest }) =>
          newest === null ? (
            <p>{words.say('records.sealed_none')}</p>
          ) : (
            <>
              <p>{words.say('records.sealed', { day: words.day(newest.day), lines: newest.lines })}</p>
              <p>
                <code className={styles.hash}>{newest.hash}</code>
              </p>
              <p className={styles.quiet}>{words.say('records.sealed_why')}</p>
            </>
          )
        }
      </Reading>
    </Band>
  );
}
