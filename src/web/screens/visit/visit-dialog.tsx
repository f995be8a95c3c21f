import { useState } from 'react';
import { listStrategies } from '#contract/strategy.ts';
import { planVisit, type Visit } from '#contract/visit.ts';
import type { VisitPlanText } from '#domain/partnership/visit-plan.ts';
import { coTeachingFormats } from '#domain/trials/event.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { CheckField, SelectField, TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';

const notSaid = 'none';
const mostStrategies = 4;

/** The next version of the plan, by either side: who fills it in reads "your part" where theirs is. */
export function VisitDialog({ visit, onClose }: { readonly visit: Visit; readonly onClose: () => void }) {
  const words = useWords();
  const me = useMe();
  const visits = me.adultId === visit.adultId;
  const [text, setText] = useState<VisitPlanText>(() => {
    const { activity, coTeachingFormat, therapistPart, classPart, materials, visuals, classLine } = visit.plan;
    const strategyIds = visit.plan.strategies.map((one) => one.strategyId);
    return { activity, coTeachingFormat, therapistPart, classPart, materials, visuals, classLine, strategyIds };
  });
  const say = (part: Partial<VisitPlanText>) => setText((now) => ({ ...now, ...part }));
  const save = useChange(planVisit, () => {
    announce(words.say('visit.saved'));
    onClose();
  });
  const { classId, sessionId } = visit;
  const strategies = (useRead(listStrategies, {}).data?.items ?? []).filter((one) => !one.retired);
  const classLine = (
    <TextField
      label={words.say('visit.class_line')}
      hint={words.say('visit.class_line_hint')}
      name="classLine"
      value={text.classLine}
      onChange={(value) => say({ classLine: value })}
      maxLength={300}
    />
  );
  return (
    <FormDialog
      heading={words.say('visit.change')}
      lead={words.say('visit.change_lead')}
      wide
      submit={words.say('visit.save')}
      change={save}
      onSubmit={() =>
        save.mutate({ params: { classId, sessionId }, body: { ...text, strategyIds: [...text.strategyIds] } })
      }
      onClose={onClose}
    >
      {!visits && classLine}
      <TextField
        label={words.say('visit.activity')}
        name="activity"
        value={text.activity}
        onChange={(value) => say({ activity: value })}
        maxLength={200}
      />
      <SelectField
        label={words.say('visit.format')}
        options={[
          { value: notSaid, label: words.say('visit.no_format') },
          ...coTeachingFormats.map((value) => ({ value, label: words.say(`co_teaching.${value}`) })),
        ]}
        value={text.coTeachingFormat ?? notSaid}
        onChange={(value) => say({ coTeachingFormat: coTeachingFormats.find((one) => one === value) ?? null })}
      />
      <TextField
        label={visits ? words.say('visit.your_part') : words.say('visit.part_of', { name: visit.comes })}
        name="therapistPart"
        value={text.therapistPart}
        onChange={(value) => say({ therapistPart: value })}
        maxLength={200}
      />
      <TextField
        label={words.say(visits ? 'visit.class_part' : 'visit.your_part')}
        name="classPart"
        value={text.classPart}
        onChange={(value) => say({ classPart: value })}
        maxLength={200}
      />
      <TextField
        label={words.say('visit.materials')}
        name="materials"
        value={text.materials}
        onChange={(value) => say({ materials: value })}
        maxLength={400}
      />
      <TextField
        label={words.say('visit.visuals')}
        hint={words.say('visit.visuals_hint')}
        name="visuals"
        value={text.visuals}
        onChange={(value) => say({ visuals: value })}
        maxLength={400}
      />
      {visits && classLine}
      {strategies.length > 0 && (
        <fieldset>
          <legend>{words.say('visit.strategies')}</legend>
          {strategies.map(({ id, name }) => (
            <CheckField
              key={id}
              value={text.strategyIds.includes(id)}
              isDisabled={!text.strategyIds.includes(id) && text.strategyIds.length >= mostStrategies}
              onChange={(on) =>
                say({
                  strategyIds: on ? [...text.strategyIds, id] : text.strategyIds.filter((other) => other !== id),
                })
              }
            >
              {name}
            </CheckField>
          ))}
        </fieldset>
      )}
    </FormDialog>
  );
}
