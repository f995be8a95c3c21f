import { useState } from 'react';
import type { BodyInputOf } from '#contract/operation.ts';
import { addService, changeService, type ServiceLine } from '#contract/service.ts';
import { listAdults } from '#contract/sign-in.ts';
import { disciplines } from '#domain/goals/goal.ts';
import { serviceDeliveries, serviceRates } from '#domain/services/service-period.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { DayField, NumberField, SelectField, TextField } from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './student.module.css';

type Part = BodyInputOf<typeof addService>['parts'][number];

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
  const adults = useRead(listAdults, {});
  const first: Part = {
    delivery: 'push_in',
    minutes: 30,
    times: 1,
    per: 'week',
    groupMax: 1,
    place: '',
    adultId: me.adultId,
  };
  const running = line?.periods.filter((period) => period.to === null || period.to >= me.today) ?? [];
  const [discipline, setDiscipline] = useState(line?.discipline ?? me.discipline ?? 'speech');
  const [on, setOn] = useState(me.today);
  const [reason, setReason] = useState('');
  const [parts, setParts] = useState<readonly Part[]>(
    running.length === 0
      ? [first]
      : running.map(({ delivery, minutes, times, per, groupMax, place, adultId }) => ({
          delivery,
          minutes,
          times,
          per,
          groupMax,
          place,
          adultId,
        })),
  );
  const done = () => {
    announce(words.say('service.saved'));
    onClose();
  };
  const add = useChange(addService, done);
  const change = useChange(changeService, done);
  const fault = add.error ?? change.error;
  const save = (kept: readonly Part[]) =>
    line === null
      ? add.mutate({ params: { studentId }, body: { discipline, from: on, reason, parts: [...kept] } })
      : change.mutate({ params: { studentId, lineId: line.id }, body: { on, reason, parts: [...kept] } });
  const setPart = (index: number, said: Partial<Part>) =>
    setParts((now) => now.map((part, at) => (at === index ? { ...part, ...said } : part)));

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
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part has no identity but its place in the list.
          <fieldset key={index} className={styles.part}>
            <legend>{words.say('service.part', { number: index + 1 })}</legend>
            <Row>
              <SelectField
                label={words.say('service.delivery')}
                name={`parts.${index}.delivery`}
                options={serviceDeliveries.map((value) => ({ value, label: words.say(`service.delivery.${value}`) }))}
                value={part.delivery}
                onChange={(delivery) => setPart(index, { delivery })}
              />
              <NumberField
                label={words.say('service.minutes')}
                name={`parts.${index}.minutes`}
                value={part.minutes}
                onChange={(minutes) => setPart(index, { minutes: minutes ?? 0 })}
                min={5}
                max={480}
              />
              <NumberField
                label={words.say('service.times')}
                name={`parts.${index}.times`}
                value={part.times}
                onChange={(times) => setPart(index, { times: times ?? 0 })}
                min={1}
                max={400}
              />
              <SelectField
                label={words.say('service.per')}
                name={`parts.${index}.per`}
                options={serviceRates.map((value) => ({ value, label: words.say(`service.rate.${value}`) }))}
                value={part.per}
                onChange={(per) => setPart(index, { per })}
              />
            </Row>
            <Row>
              <NumberField
                label={words.say('service.group_max')}
                name={`parts.${index}.groupMax`}
                value={part.groupMax ?? 1}
                onChange={(groupMax) => setPart(index, { groupMax: groupMax ?? 1 })}
                min={1}
                max={12}
              />
              <TextField
                label={words.say('service.place')}
                name={`parts.${index}.place`}
                value={part.place ?? ''}
                onChange={(place) => setPart(index, { place })}
                optional
              />
              <SelectField
                label={words.say('service.who')}
                name={`parts.${index}.adultId`}
                options={(adults.data?.items ?? [])
                  .filter((adult) => adult.discipline !== null || adult.id === part.adultId)
                  .map((adult) => ({ value: adult.id, label: adult.name }))}
                value={part.adultId}
                onChange={(adultId) => setPart(index, { adultId })}
              />
            </Row>
            {parts.length > 1 && (
              <Button
                kind="quiet"
                size="small"
                aria-label={words.say('service.remove_part', { number: index + 1 })}
                onPress={() => setParts((now) => now.filter((_, at) => at !== index))}
              >
                {words.say('do.remove')}
              </Button>
            )}
          </fieldset>
        ))}
        <Actions submit={words.say('do.save')} isPending={add.isPending || change.isPending} fault={fault}>
          {parts.length < 4 && (
            <Button onPress={() => setParts((now) => [...now, { ...first, delivery: 'pull_out' }])}>
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
