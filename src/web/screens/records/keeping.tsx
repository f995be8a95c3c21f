import { useState } from 'react';
import {
  type Certificate,
  destroyRecord,
  markRetention,
  type RetentionPage,
  readRetention,
  setRetentionRule,
} from '#contract/retention.ts';
import type { Words } from '#words/words.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { DayField, NumberField, SelectField, TextField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Reading } from '../../parts/reading.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './records.module.css';

type Item = RetentionPage['items'][number];
type Mark = 'told' | 'held' | 'released';

const shortOf = (studentId: string) => studentId.slice(-6);

/** How long records are kept, what is no longer needed, its end with a certificate; and the backups. */
export function Keeping() {
  const read = useRead(readRetention, {});
  return (
    <Reading read={read}>
      {(page) => (
        <>
          <NoLongerNeeded page={page} />
          <Certificates certificates={page.certificates} />
          <OfAge ofAge={page.ofAge} />
          <Backups backup={page.backup} />
        </>
      )}
    </Reading>
  );
}

function NoLongerNeeded({ page }: { readonly page: RetentionPage }) {
  const words = useWords();
  const [setting, setSetting] = useState(false);
  const [marking, setMarking] = useState<{ item: Item; what: Mark } | null>(null);
  const [destroying, setDestroying] = useState<Item | null>(null);
  const { rule, rules, items } = page;
  const doIt = (item: Item, what: Mark) => (
    <Button
      size="small"
      aria-label={words.say('records.of_record', {
        what: words.say(`records.mark_${what}`),
        short: shortOf(item.studentId),
      })}
      onPress={() => setMarking({ item, what })}
    >
      {words.say(`records.mark_${what}`)}
    </Button>
  );
  return (
    <Band
      heading={words.say('records.keep_title')}
      lead={words.say('records.keep_rule', {
        years: rule.yearsAfterLeaving,
        days: rule.waitDays,
        version: rule.version,
      })}
      actions={<Button onPress={() => setSetting(true)}>{words.say('records.rule_set')}</Button>}
    >
      <Table<Item>
        name={words.say('records.keep_title')}
        rows={items}
        rowKey={({ studentId }) => studentId}
        empty={<p className={styles.quiet}>{words.say('records.keep_none')}</p>}
        columns={[
          { key: 'number', label: words.say('records.number'), cell: ({ studentId }) => `…${shortOf(studentId)}` },
          {
            key: 'left',
            label: words.say('records.left_on'),
            sortBy: ({ leftOn }) => leftOn,
            cell: ({ leftOn, schoolName }) => `${words.day(leftOn)} · ${schoolName}`,
          },
          { key: 'state', label: words.say('records.state'), cell: (item) => stateSaid(item, words) },
          {
            key: 'do',
            label: words.say('records.do'),
            cell: (item) => (
              <div className={styles.pages}>
                {item.state === 'due' && doIt(item, 'told')}
                {doIt(item, item.state === 'held' ? 'released' : 'held')}
                {item.state !== 'held' && (
                  <Button
                    size="small"
                    aria-label={words.say('records.of_record', {
                      what: words.say('records.destroy'),
                      short: shortOf(item.studentId),
                    })}
                    onPress={() => setDestroying(item)}
                  >
                    {words.say('records.destroy')}
                  </Button>
                )}
              </div>
            ),
          },
        ]}
      />
      {rules.length > 0 && (
        <details>
          <summary>{words.say('records.rule_before')}</summary>
          <ul>
            {rules.map((one) => (
              <li key={one.version}>
                {words.say('records.rule_line', {
                  version: one.version,
                  day: words.day(one.from),
                  years: one.yearsAfterLeaving,
                  days: one.waitDays,
                  reason: one.reason,
                  name: one.setBy,
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {setting && <RuleDialog rule={rule} onClose={() => setSetting(false)} />}
      {marking !== null && <MarkDialog {...marking} onClose={() => setMarking(null)} />}
      {destroying !== null && <DestroyDialog item={destroying} onClose={() => setDestroying(null)} />}
    </Band>
  );
}

function stateSaid({ state, dueOn, readyOn, heldBecause }: Item, words: Words): string {
  const day = state === 'waiting' || state === 'ready' ? readyOn : dueOn;
  return words.say(`records.state.${state}`, {
    day: day === null ? '' : words.day(day),
    reason: heldBecause ?? '',
  });
}

function RuleDialog({ rule, onClose }: { readonly rule: RetentionPage['rule']; readonly onClose: () => void }) {
  const words = useWords();
  const { today } = useMe();
  const [from, setFrom] = useState(today);
  const [years, setYears] = useState<number | null>(rule.yearsAfterLeaving);
  const [days, setDays] = useState<number | null>(rule.waitDays);
  const [reason, setReason] = useState('');
  const set = useChange(setRetentionRule, onClose);
  const body = { from, yearsAfterLeaving: years ?? 0, waitDays: days ?? -1, reason };
  return (
    <FormDialog
      heading={words.say('records.rule_title')}
      lead={words.say('records.rule_lead')}
      change={set}
      onSubmit={() => set.mutate({ body })}
      onClose={onClose}
    >
      <Row>
        <DayField label={words.say('records.rule_from')} name="from" value={from} onChange={setFrom} isRequired />
        <NumberField
          label={words.say('records.rule_years')}
          name="yearsAfterLeaving"
          value={years}
          onChange={setYears}
          min={1}
          max={99}
        />
        <NumberField
          label={words.say('records.rule_wait')}
          name="waitDays"
          value={days}
          onChange={setDays}
          min={0}
          max={365}
        />
      </Row>
      <TextField
        label={words.say('records.rule_reason')}
        name="reason"
        value={reason}
        onChange={setReason}
        isRequired
      />
    </FormDialog>
  );
}

function MarkDialog({
  item,
  what,
  onClose,
}: {
  readonly item: Item;
  readonly what: Mark;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const { today } = useMe();
  const [on, setOn] = useState(today);
  const [reason, setReason] = useState('');
  const mark = useChange(markRetention, onClose);
  return (
    <FormDialog
      heading={words.say('records.mark_title', {
        what: words.say(`records.mark_${what}`),
        short: shortOf(item.studentId),
      })}
      change={mark}
      onSubmit={() => mark.mutate({ params: { studentId: item.studentId }, body: { what, on, reason } })}
      onClose={onClose}
    >
      <DayField label={words.say('records.mark_on')} name="on" value={on} max={today} onChange={setOn} isRequired />
      <TextField
        label={words.say('records.mark_reason')}
        hint={words.say('records.mark_reason_hint')}
        name="reason"
        value={reason}
        onChange={setReason}
        isRequired
      />
    </FormDialog>
  );
}

const whys = ['no_longer_needed', 'family_asks'] as const;

function DestroyDialog({ item, onClose }: { readonly item: Item; readonly onClose: () => void }) {
  const words = useWords();
  const [why, setWhy] = useState<(typeof whys)[number]>(item.state === 'ready' ? 'no_longer_needed' : 'family_asks');
  const [confirm, setConfirm] = useState('');
  const destroy = useChange(destroyRecord, () => {
    announce(words.say('records.destroyed'));
    onClose();
  });
  return (
    <FormDialog
      heading={words.say('records.destroy_title', { short: shortOf(item.studentId) })}
      lead={words.say('records.destroy_lead')}
      submit={words.say('records.destroy_do')}
      change={destroy}
      onSubmit={() => destroy.mutate({ params: { studentId: item.studentId }, body: { why, confirm } })}
      onClose={onClose}
    >
      <SelectField
        label={words.say('records.destroy_why')}
        name="why"
        options={whys.map((value) => ({ value, label: words.say(`records.why.${value}`) }))}
        value={why}
        onChange={setWhy}
      />
      <TextField label={words.say('records.confirm')} name="confirm" value={confirm} onChange={setConfirm} isRequired />
    </FormDialog>
  );
}

function Certificates({ certificates }: { readonly certificates: readonly Certificate[] }) {
  const words = useWords();
  const me = useMe();
  return (
    <Band
      heading={words.say('records.certificates')}
      actions={certificates.length > 0 && <Button onPress={() => window.print()}>{words.say('records.print')}</Button>}
    >
      {certificates.length === 0 && <p className={styles.quiet}>{words.say('records.certificates_none')}</p>}
      {certificates.map((one) => (
        <article key={one.id} className={styles.certificate}>
          <h3>{words.say('records.certificate', { number: one.studentId })}</h3>
          <p>
            {words.say('records.certificate_line', {
              at: words.instant(one.destroyedAt, me.zone),
              name: one.destroyedBy,
              why: words.say(`records.why.${one.why}`),
              left: one.leftOn === null ? '' : words.day(one.leftOn),
            })}{' '}
            {one.toldOn === null
              ? words.say('records.certificate_not_told')
              : words.say('records.certificate_told', { day: words.day(one.toldOn) })}
          </p>
          <p className={styles.quiet}>
            {words.say('records.certificate_rows')}:{' '}
            {Object.entries(one.counts)
              .map(([table, rows]) => `${table} ${words.count(rows)}`)
              .join(' · ')}
          </p>
          <p className={styles.quiet}>
            {words.say('records.certificate_backups', { day: words.day(one.goneFromBackupsOn) })}
          </p>
          <p className={styles.quiet}>
            {words.say('records.certificate_hash')} <code className={styles.hash}>{one.hash}</code>
          </p>
        </article>
      ))}
    </Band>
  );
}

function OfAge({ ofAge }: { readonly ofAge: RetentionPage['ofAge'] }) {
  const words = useWords();
  return (
    <Band heading={words.say('records.of_age_title')}>
      {ofAge.length === 0 && <p className={styles.quiet}>{words.say('records.of_age_none')}</p>}
      <ul>
        {ofAge.map(({ studentId, schoolName, on }) => (
          <li key={studentId}>
            {words.say('records.of_age_line', { short: shortOf(studentId), school: schoolName, day: words.day(on) })}
          </li>
        ))}
      </ul>
    </Band>
  );
}

function Backups({ backup }: { readonly backup: RetentionPage['backup'] }) {
  const words = useWords();
  const me = useMe();
  return (
    <Band heading={words.say('records.backup_title')}>
      <p>
        {backup === null
          ? words.say('records.backup_none')
          : words.say('records.backup_last', { at: words.instant(backup.lastRun, me.zone), outcome: backup.outcome })}
      </p>
      <p className={styles.quiet}>{words.say('records.backup_kept')}</p>
      <p className={styles.quiet}>{words.say('records.backup_restore')}</p>
    </Band>
  );
}
