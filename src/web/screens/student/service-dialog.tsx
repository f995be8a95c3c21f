import { useState } from 'react';
import { addService, changeService, type ServiceLine } from '#contract/service.ts';
import { disciplines } from '#domain/goals/goal.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { DayField, SelectField, TextField } from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { useWords } from '../../parts/words.tsx';
import { firstPart, runningParts, type ServicePart, ServiceParts } from './service-parts.tsx';

/** One action for every change of a service: what runs ends the day before, what is filled in here begins. */
export function ServiceDialog({
  studentId,
  line,
  onClose,
}: {
  readonly studentId: string;
  /** null: a new line */
  readonly line: ServiceLine | null;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const me = useMe();
  const [discipline, setDiscipline] = useState(line?.discipline ?? me.discipline ?? 'speech');
  const [on, setOn] = useState(me.today);
  const [reason, setReason] = useState('');
  const [parts, setParts] = useState<readonly ServicePart[]>(runningParts(line, me.today, me.adultId));
  const done = () => {
    announce(words.say('service.saved'));
    onClose();
  };
  const add = useChange(addService, done);
  const change = useChange(changeService, done);
  const fault = add.error ?? change.error;
  const save = (kept: readonly ServicePart[]) =>
    line === null
      ? add.mutate({ params: { studentId }, body: { discipline, from: on, reason, parts: [...kept] } })
      : change.mutate({ params: { studentId, lineId: line.id }, body: { on, reason, parts: [...kept] } });

  return (
    <Dialog
      heading={words.say(line === null ? 'service.add_title' : 'service.change_title')}
      {...(line === null ? {} : { lead: words.say('service.change_lead') })}
      wide
      onClose={onClose}
    >
      <Form onSubmit={() => save(parts)} fault={fault}>
        <Row>
          {line === null && (
            <SelectField
              label={words.say('goal.discipline')}
              name="discipline"
              options={disciplines.map((value) => ({ value, label: words.say(`discipline.${value}`) }))}
              value={discipline}
              onChange={setDiscipline}
            />
          )}
          <DayField
            label={words.say('service.on')}
            name={line === null ? 'from' : 'on'}
            value={on}
            onChange={setOn}
            isRequired
          />
          <TextField label={words.say('service.reason')} name="reason" value={reason} onChange={setReason} optional />
        </Row>
        <ServiceParts parts={parts} onChange={setParts} />
        <Actions submit={words.say('do.save')} isPending={add.isPending || change.isPending} fault={fault}>
          {parts.length < 4 && (
            <Button onPress={() => setParts((now) => [...now, { ...firstPart(me.adultId), delivery: 'pull_out' }])}>
              {words.say('service.add_part')}
            </Button>
          )}
          {line !== null && (
            <Button kind="quiet" onPress={() => save([])}>
              {words.say('student.end_service')}
            </Button>
          )}
          <Button kind="quiet" onPress={onClose}>
            {words.say('do.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  );
}
