import { useState } from 'react';
import { chooseTouchBase } from '#contract/plan.ts';
import { useChange } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { CheckField, NumberField, SelectField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../parts/words.tsx';
import type { ClassPage } from './week-plan.ts';

const rates = ['0', '1', '2', '4'] as const;

/** How often teacher and therapist sit together without a student: the teacher's choice. */
export function TouchBaseChoice({ page, mayChange }: { readonly page: ClassPage; readonly mayChange: boolean }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const { everyWeeks, minutes, allAdults } = page.touchBase;
  return (
    <Band
      heading={words.say('touch_base.choice')}
      lead={words.say('touch_base.choice_lead')}
      actions={mayChange && <Button onPress={() => setOpen(true)}>{words.say('touch_base.change')}</Button>}
    >
      <p>
        {everyWeeks === 0
          ? words.say('touch_base.every_0')
          : words.say('touch_base.summary', {
              often: words.say(`touch_base.every_${everyWeeks}`),
              minutes,
              who: words.say(allAdults ? 'touch_base.everybody' : 'touch_base.teacher_only'),
            })}
      </p>
      {open && <ChoiceDialog page={page} onClose={() => setOpen(false)} />}
    </Band>
  );
}

function ChoiceDialog({ page, onClose }: { readonly page: ClassPage; readonly onClose: () => void }) {
  const words = useWords();
  const [often, setOften] = useState<(typeof rates)[number]>(
    String(page.touchBase.everyWeeks) as (typeof rates)[number],
  );
  const [minutes, setMinutes] = useState<number | null>(page.touchBase.minutes);
  const [allAdults, setAllAdults] = useState(page.touchBase.allAdults);
  const save = useChange(chooseTouchBase, () => {
    announce(words.say('touch_base.saved'));
    onClose();
  });
  const send = () =>
    save.mutate({
      params: { classId: page.class.id },
      body: { everyWeeks: Number(often) as 0 | 1 | 2 | 4, minutes: minutes ?? 0, allAdults },
    });
  return (
    <FormDialog
      heading={words.say('touch_base.choice')}
      lead={words.say('touch_base.choice_lead')}
      change={save}
      onSubmit={send}
      onClose={onClose}
    >
      <SelectField
        label={words.say('touch_base.how_often')}
        options={rates.map((value) => ({ value, label: words.say(`touch_base.every_${value}`) }))}
        value={often}
        onChange={setOften}
      />
      <NumberField
        label={words.say('touch_base.minutes')}
        name="minutes"
        value={minutes}
        onChange={setMinutes}
        min={5}
        max={15}
        step={5}
      />
      <CheckField value={allAdults} onChange={setAllAdults}>
        {words.say('touch_base.all_adults')}
      </CheckField>
    </FormDialog>
  );
}
