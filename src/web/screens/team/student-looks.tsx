import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  breakGlass,
  findForLook,
  lookAtStudent,
  lookPurposes,
  mostGlassDays,
  type StudentLook,
} from '#contract/team.ts';
import { useChange } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { NumberField, SelectField, TextAreaField, TextField } from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import { gradeName } from '../class/grade-name.ts';
import { LedgerLines } from '../student/minutes.tsx';
import styles from './team.module.css';

type Purpose = (typeof lookPurposes)[number];

/** "Was she seen last week?": one student's minutes and attendance, for a purpose that the records officer sees. */
export function StudentLooks() {
  const words = useWords();
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [search, setSearch] = useState('');
  const [studentId, setStudentId] = useState<string | null>(null);
  const find = useChange(findForLook);
  const look = useChange(lookAtStudent);
  const again = () => {
    setStudentId(null);
    find.reset();
    look.reset();
  };
  return (
    <Band heading={words.say('team.look_title')} lead={words.say('team.look_lead')}>
      <Form
        onSubmit={() => {
          again();
          if (purpose !== null) find.mutate({ body: { search, purpose } });
        }}
        fault={find.error ?? look.error}
      >
        <Row>
          <SelectField
            label={words.say('team.purpose')}
            name="purpose"
            options={lookPurposes.map((value) => ({ value, label: words.say(`team.purpose.${value}`) }))}
            value={purpose}
            onChange={setPurpose}
            isRequired
          />
          <TextField
            label={words.say('team.find')}
            hint={words.say('team.find_hint')}
            name="search"
            value={search}
            onChange={setSearch}
            isRequired
          />
        </Row>
        <Actions submit={words.say('team.find_do')} isPending={find.isPending} fault={find.error ?? look.error} />
      </Form>
      {find.data !== undefined && studentId === null && (
        <>
          {find.data.items.length === 0 && <p role="status">{words.say('team.nobody')}</p>}
          <ul className={styles.found}>
            {find.data.items.map((found) => (
              <li key={found.studentId}>
                <Button
                  kind="quiet"
                  onPress={() => {
                    if (purpose === null) return;
                    setStudentId(found.studentId);
                    look.mutate({ body: { studentId: found.studentId, purpose } });
                  }}
                >
                  {[found.name, gradeName(found.grade, words), found.className].filter(Boolean).join(' · ')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {look.data !== undefined && studentId !== null && <Look studentId={studentId} look={look.data} />}
    </Band>
  );
}

function Look({ studentId, look }: { readonly studentId: string; readonly look: StudentLook }) {
  const words = useWords();
  const [breaking, setBreaking] = useState(false);
  const [opened, setOpened] = useState(false);
  return (
    <section className={styles.look} aria-label={look.name}>
      <h3>{[look.name, look.className].filter(Boolean).join(' · ')}</h3>
      <LedgerLines lines={look.lines} />
      <h4>{words.say('team.attendance', { from: words.day(look.from) })}</h4>
      {look.attendance.length === 0 && <p className={styles.quiet}>{words.say('team.attendance_none')}</p>}
      <ul className={styles.attendance}>
        {look.attendance.map((one) => (
          <li key={`${one.date} ${one.starts} ${one.discipline}`}>
            <strong>
              {one.was === 'missed' && one.reason !== null
                ? words.say('team.was_missed', { reason: words.say(`ledger.reason.${one.reason}`) })
                : words.say(`team.was_${one.was}`, { minutes: one.minutes })}
            </strong>{' '}
            <span className={styles.quiet}>
              {words.day(one.date)} · {words.timeSpan(one.starts, one.ends)} · {words.say(`delivery.${one.delivery}`)} ·{' '}
              {one.therapistName}
            </span>
          </li>
        ))}
      </ul>
      {opened ? (
        <p role="status">
          <Link to="/students/$studentId" params={{ studentId }} className={buttonClass('plain')}>
            {words.say('team.open_record')}
          </Link>
        </p>
      ) : (
        <div>
          <Button kind="quiet" onPress={() => setBreaking(true)}>
            {words.say('team.more')}
          </Button>
        </div>
      )}
      {breaking && (
        <GlassDialog
          studentId={studentId}
          onOpened={() => {
            setOpened(true);
            setBreaking(false);
          }}
          onClose={() => setBreaking(false)}
        />
      )}
    </section>
  );
}

/** More than minutes and attendance needs a reason; it is logged, it ends, and the records officer sees it. */
function GlassDialog({
  studentId,
  onOpened,
  onClose,
}: {
  readonly studentId: string;
  readonly onOpened: () => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [reason, setReason] = useState('');
  const [days, setDays] = useState<number | null>(1);
  const open = useChange(breakGlass, () => {
    announce(words.say('team.glass_opened'));
    onOpened();
  });
  return (
    <FormDialog
      heading={words.say('team.glass_title')}
      lead={words.say('team.glass_lead')}
      submit={words.say('team.glass_open')}
      change={open}
      onSubmit={() => open.mutate({ body: { studentId, reason, days: days ?? 1 } })}
      onClose={onClose}
    >
      <TextAreaField
        label={words.say('team.glass_reason')}
        hint={words.say('team.glass_reason_hint')}
        name="reason"
        value={reason}
        onChange={setReason}
        isRequired
      />
      <NumberField
        label={words.say('team.glass_days')}
        name="days"
        value={days}
        onChange={setDays}
        min={1}
        max={mostGlassDays}
      />
    </FormDialog>
  );
}
