import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import {
  type CodeProblemLine,
  loadServiceCodes,
  readServiceCodes,
  type ServiceCodesPage,
} from '#contract/service-code.ts';
import { unitRules } from '#domain/services/billing-units.ts';
import { codeColumns } from '#domain/services/service-codes.ts';
import type { Words } from '#words/words.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { TextAreaField, TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { readTable } from '../caseload-import/read-table.ts';
import styles from './log.module.css';

type Code = ServiceCodesPage['codes'][number];

/** What services are called on a claim: the table in force, those before, and what a table has to look like. */
export function ServiceCodesScreen() {
  const words = useWords();
  const me = useMe();
  const read = useRead(readServiceCodes, {});
  const [loading, setLoading] = useState(false);
  return (
    <Page
      title={words.say('service_code.title')}
      above={<Link to="/service-log">{words.say('service_log.title')}</Link>}
      lead={words.say('service_code.lead')}
      narrow
    >
      <Reading read={read}>
        {({ codes, version, loads }) => (
          <>
            <Band
              heading={words.say('service_code.in_force')}
              actions={
                holds(me, 'coordinator') && (
                  <Button onPress={() => setLoading(true)}>{words.say('service_code.load')}</Button>
                )
              }
            >
              {codes.length === 0 ? (
                <p className={styles.quiet}>{words.say('service_code.none')}</p>
              ) : (
                <ul className={styles.contacts}>
                  {codes.map((code) => (
                    <li key={`${code.code} ${code.discipline} ${code.size} ${code.from}`} className={styles.contact}>
                      <h3>{[code.code, ...code.modifiers].join(' ')}</h3>
                      <p className={styles.quiet}>{codeSaid(words, code)}</p>
                    </li>
                  ))}
                </ul>
              )}
            </Band>
            {loads.length > 0 && (
              <Band heading={words.say('service_code.history')}>
                <ul className={styles.history}>
                  {loads.map((load) => (
                    <li key={load.version}>
                      {words.say('service_code.load_said', {
                        rows: load.rows,
                        reason: load.reason,
                        name: load.loadedBy,
                        day: words.day(load.loadedAt.slice(0, 10)),
                      })}
                    </li>
                  ))}
                </ul>
              </Band>
            )}
            <Columns />
            {loading && <LoadCodes basedOn={version} onClose={() => setLoading(false)} />}
          </>
        )}
      </Reading>
    </Page>
  );
}

function codeSaid(words: Words, code: Code): string {
  const { from, to } = code;
  return [
    words.say(`discipline.${code.discipline}`),
    words.say(`service_code.size.${code.size}`),
    words.say(`service_code.rule.${code.rule}`),
    ...(code.minimumMinutes > 0 ? [words.say('service_code.minimum', { minutes: code.minimumMinutes })] : []),
    ...(code.assistantModifiers.length > 0
      ? [words.say('service_code.with_assistant', { modifiers: code.assistantModifiers.join(' ') })]
      : []),
    to === null
      ? words.say('service_code.from_on', { from: words.day(from) })
      : words.say('service_code.from_to', { from: words.day(from), to: words.day(to) }),
  ].join(' · ');
}

function Columns() {
  const words = useWords();
  return (
    <>
      <Band heading={words.say('service_code.columns')}>
        <dl className={styles.columns}>
          {codeColumns.map((column) => (
            <div key={column}>
              <dt>
                <code>{column}</code>
              </dt>
              <dd>{words.say(`service_code.column.${column}`)}</dd>
            </div>
          ))}
        </dl>
      </Band>
      <Band heading={words.say('service_code.rules')}>
        <dl className={styles.columns}>
          {unitRules.map((rule) => (
            <div key={rule}>
              <dt>
                <code>{rule}</code>
              </dt>
              <dd>{words.say(`service_code.rule.${rule}`)}</dd>
            </div>
          ))}
        </dl>
      </Band>
    </>
  );
}

function LoadCodes({ basedOn, onClose }: { readonly basedOn: number; readonly onClose: () => void }) {
  const words = useWords();
  const [table, setTable] = useState('');
  const [reason, setReason] = useState('');
  const [unread, setUnread] = useState<'file_too_large' | 'file_unreadable' | null>(null);
  const load = useChange(loadServiceCodes, ({ loaded, problems }) => {
    if (problems.length > 0) return;
    announce(words.say('service_code.loaded', { rows: loaded }));
    onClose();
  });
  const problems = load.data?.problems ?? [];
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readTable(file);
    setUnread('fault' in read ? read.fault : null);
    if ('table' in read) setTable(read.table);
  };
  return (
    <FormDialog
      heading={words.say('service_code.load')}
      lead={words.say('service_code.load_lead')}
      wide
      submit={words.say('service_code.load')}
      change={load}
      onSubmit={() => load.mutate({ body: { basedOn, table, reason } })}
      onClose={onClose}
    >
      <div className={styles.line}>
        <FileTrigger
          acceptedFileTypes={['.csv', '.tsv', '.txt', 'text/csv']}
          onSelect={(files) => void choose(files?.[0])}
        >
          <Button>{words.say('service_code.choose_file')}</Button>
        </FileTrigger>
      </div>
      {unread !== null && (
        <Notice tone="attention" role="alert">
          {words.say(`import.${unread}`)}
        </Notice>
      )}
      <TextAreaField
        label={words.say('service_code.or_paste')}
        name="table"
        value={table}
        onChange={setTable}
        rows={6}
        isRequired
      />
      <TextField
        label={words.say('service_code.reason')}
        name="reason"
        value={reason}
        onChange={setReason}
        maxLength={500}
        isRequired
      />
      {problems.length > 0 && (
        <Notice tone="attention" role="alert">
          <p>{words.say('service_code.problems')}</p>
          <ul>
            {problems.map((problem) => (
              <li key={`${problem.row} ${problem.column} ${problem.code}`}>{problemSaid(words, problem)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </FormDialog>
  );
}

function problemSaid(words: Words, { row, column, code, values }: CodeProblemLine): string {
  const at =
    column === null
      ? words.say('service_code.at_whole')
      : row === null || row === 1
        ? words.say('service_code.at_column', { column })
        : words.say('service_code.at', { row, column });
  return `${at}: ${words.say(`service_code.problem.${code}`, values)}`;
}
