import type { BodyInputOf } from '#contract/operation.ts';
import type { addService, ServiceLine } from '#contract/service.ts';
import { listAdults } from '#contract/sign-in.ts';
import { serviceDeliveries, serviceRates } from '#domain/services/service-period.ts';
import { useRead } from '../../client/queries.ts';
import { Button } from '../../parts/button.tsx';
import { NumberField, SelectField, TextField } from '../../parts/field.tsx';
import { Row } from '../../parts/form.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './student.module.css';

export type ServicePart = BodyInputOf<typeof addService>['parts'][number];

export const firstPart = (adultId: string): ServicePart => ({
  delivery: 'push_in',
  minutes: 30,
  times: 1,
  per: 'week',
  groupMax: 1,
  place: '',
  adultId,
});

/** What a change starts from: the parts that run, or a first one. */
export function runningParts(line: ServiceLine | null, today: string, adultId: string): readonly ServicePart[] {
  const running = line?.periods.filter((period) => period.to === null || period.to >= today) ?? [];
  if (running.length === 0) return [firstPart(adultId)];
  return running.map(({ delivery, minutes, times, per, groupMax, place, adultId: who }) => ({
    delivery,
    minutes,
    times,
    per,
    groupMax,
    place,
    adultId: who,
  }));
}

/** The parts of a service as fields. `within`: where they stand in the request, with its dot. */
export function ServiceParts({
  parts,
  onChange,
  within = '',
}: {
  readonly parts: readonly ServicePart[];
  readonly onChange: (parts: readonly ServicePart[]) => void;
  readonly within?: string;
}) {
  const words = useWords();
  const adults = useRead(listAdults, {});
  const setPart = (index: number, said: Partial<ServicePart>) =>
    onChange(parts.map((part, at) => (at === index ? { ...part, ...said } : part)));
  return (
    <>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part has no identity but its place in the list.
        <fieldset key={index} className={styles.part}>
          <legend>{words.say('service.part', { number: index + 1 })}</legend>
          <Row>
            <SelectField
              label={words.say('service.delivery')}
              name={`${within}parts.${index}.delivery`}
              options={serviceDeliveries.map((value) => ({ value, label: words.say(`service.delivery.${value}`) }))}
              value={part.delivery}
              onChange={(delivery) => setPart(index, { delivery })}
            />
            <NumberField
              label={words.say('service.minutes')}
              name={`${within}parts.${index}.minutes`}
              value={part.minutes}
              onChange={(minutes) => setPart(index, { minutes: minutes ?? 0 })}
              min={5}
              max={480}
            />
            <NumberField
              label={words.say('service.times')}
              name={`${within}parts.${index}.times`}
              value={part.times}
              onChange={(times) => setPart(index, { times: times ?? 0 })}
              min={1}
              max={400}
            />
            <SelectField
              label={words.say('service.per')}
              name={`${within}parts.${index}.per`}
              options={serviceRates.map((value) => ({ value, label: words.say(`service.rate.${value}`) }))}
              value={part.per}
              onChange={(per) => setPart(index, { per })}
            />
          </Row>
          <Row>
            <NumberField
              label={words.say('service.group_max')}
              name={`${within}parts.${index}.groupMax`}
              value={part.groupMax ?? 1}
              onChange={(groupMax) => setPart(index, { groupMax: groupMax ?? 1 })}
              min={1}
              max={12}
            />
            <TextField
              label={words.say('service.place')}
              name={`${within}parts.${index}.place`}
              value={part.place ?? ''}
              onChange={(place) => setPart(index, { place })}
              optional
            />
            <SelectField
              label={words.say('service.who')}
              name={`${within}parts.${index}.adultId`}
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
              onPress={() => onChange(parts.filter((_, at) => at !== index))}
            >
              {words.say('do.remove')}
            </Button>
          )}
        </fieldset>
      ))}
    </>
  );
}
