import { useEffect, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { applyImport, type ImportPreview, previewImport, readImportTemplate } from '#contract/caseload-import.ts';
import { columnKeys } from '#domain/caseload/import/columns.ts';
import type { OutputOf } from '../../client/call.ts';
import { useChange } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { TextAreaField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../parts/words.tsx';
import { Brought } from './brought.tsx';
import styles from './import.module.css';
import { columnName } from './import-words.ts';
import { Preview } from './preview.tsx';
import { readTable } from './read-table.ts';

/** A caseload from a file or from pasted cells: what would change, then all of it or nothing. */
export function ImportScreen() {
  const words = useWords();
  const [shown, setShown] = useState<{ table: string; preview: ImportPreview } | null>(null);
  const [brought, setBrought] = useState<OutputOf<typeof applyImport> | null>(null);
  const look = useChange(previewImport, (preview, { body }) => setShown({ table: body.table, preview }));
  const apply = useChange(applyImport, setBrought);

  if (brought !== null)
    return (
      <Brought
        brought={brought}
        onAnother={() => {
          setShown(null);
          setBrought(null);
        }}
      />
    );
  return (
    <Page title={words.say('import.title')} lead={words.say('import.lead')}>
      <TheTable
        isPending={look.isPending}
        fault={look.error}
        onOther={() => setShown(null)}
        onTable={(table) => {
          apply.reset();
          look.mutate({ body: { table } });
        }}
      />
      {shown !== null && (
        <Result preview={shown.preview}>
          {shown.preview.token !== null && (
            <div className={styles.apply}>
              <FaultNotice fault={apply.error} />
              <Button
                kind="main"
                isPending={apply.isPending}
                onPress={() => apply.mutate({ body: { table: shown.table, token: shown.preview.token ?? '' } })}
              >
                {words.say('import.apply')}
              </Button>
              <span className={styles.quiet}>{words.say('import.apply_why')}</span>
            </div>
          )}
        </Result>
      )}
    </Page>
  );
}

function TheTable({
  isPending,
  fault,
  onOther,
  onTable,
}: {
  readonly isPending: boolean;
  readonly fault: unknown;
  /** What was shown is of another table. */
  readonly onOther: () => void;
  readonly onTable: (table: string) => void;
}) {
  const words = useWords();
  const [pasted, setPasted] = useState('');
  const [file, setFile] = useState<{ name: string; table: string; lines: number } | null>(null);
  const [unread, setUnread] = useState<'file_too_large' | 'file_unreadable' | null>(null);

  const choose = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    onOther();
    const read = await readTable(chosen);
    setUnread('fault' in read ? read.fault : null);
    if ('fault' in read) return setFile(null);
    setPasted('');
    setFile({ name: chosen.name, table: read.table, lines: read.lines });
    if (read.table !== '') onTable(read.table);
  };
  const paste = (text: string) => {
    onOther();
    setPasted(text);
    setFile(null);
    setUnread(null);
  };
  const table = file?.table ?? pasted;

  return (
    <Band heading={words.say('import.table')} lead={words.say('import.table_lead')}>
      <div className={styles.source}>
        <div className={styles.file}>
          <FileTrigger
            acceptedFileTypes={['.csv', '.tsv', '.txt', 'text/csv', 'text/tab-separated-values', 'text/plain']}
            onSelect={(files) => choose(files?.[0])}
          >
            <Button>{words.say('import.choose_file')}</Button>
          </FileTrigger>
          <a href={readImportTemplate.path} download className={buttonClass('quiet')}>
            {words.say('import.template')}
          </a>
        </div>
        {unread !== null && (
          <Notice tone="attention" role="alert">
            {words.say(`import.${unread}`)}
          </Notice>
        )}
        {file !== null && (
          <p role="status">{words.say('import.file_chosen', { name: file.name, lines: file.lines })}</p>
        )}
        <TextAreaField
          label={words.say('import.paste')}
          hint={words.say('import.paste_hint')}
          value={pasted}
          onChange={paste}
          rows={6}
        />
        <Columns />
        <FaultNotice fault={fault} />
        <div>
          <Button kind="main" isPending={isPending} isDisabled={table.trim() === ''} onPress={() => onTable(table)}>
            {words.say('import.look')}
          </Button>
        </div>
      </div>
    </Band>
  );
}

function Columns() {
  const words = useWords();
  return (
    <details className={styles.columns}>
      <summary>{words.say('import.columns')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.say('import.column_name')}</th>
            <th scope="col">{words.say('import.column_says')}</th>
          </tr>
        </thead>
        <tbody>
          {columnKeys.map((column) => (
            <tr key={column}>
              <th scope="row">{columnName(column, words)}</th>
              <td>{words.sayIfKnown(`import.says.${column}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Whoever asked is brought to what was found. */
function Result({ preview, children }: { readonly preview: ImportPreview; readonly children: React.ReactNode }) {
  const words = useWords();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    top.current?.focus({ preventScroll: true });
    top.current?.scrollIntoView({ block: 'start' });
    const { problems, token } = preview;
    const stopping = problems.filter(({ stops }) => stops).length;
    if (stopping > 0) announce(words.say('import.in_the_way', { n: stopping }));
    else if (token === null) announce(words.say('import.nothing'));
  }, [preview, words]);
  return (
    <div ref={top} tabIndex={-1} className={styles.result}>
      <Band heading={words.say('import.result')}>
        <Preview preview={preview} />
        {children}
      </Band>
    </div>
  );
}
