import { useState } from 'react';
import { type School, savePlace } from '#contract/school.ts';
import { knownSettings } from '#domain/trials/event.ts';
import { useChange } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './school.module.css';

type Place = School['places'][number];

export function Places({ school }: { readonly school: School }) {
  const words = useWords();
  const [open, setOpen] = useState<'add' | Place | null>(null);
  return (
    <Band
      heading={words.say('places.title')}
      lead={words.say('places.lead')}
      actions={<Button onPress={() => setOpen('add')}>{words.say('places.add')}</Button>}
    >
      <Table
        name={words.say('places.title')}
        rows={school.places}
        rowKey={({ id }) => id}
        startSorting={{ column: 'name', descending: false }}
        empty={<p className={styles.quiet}>{words.say('places.none')}</p>}
        columns={[
          { key: 'name', label: words.say('places.name'), cell: ({ name }) => name, sortBy: ({ name }) => name },
          {
            key: 'setting',
            label: words.say('places.setting'),
            cell: ({ setting }) => words.sayIfKnown(`setting.${setting}`) ?? setting,
            sortBy: ({ setting }) => setting,
          },
          {
            key: 'edit',
            label: '',
            cell: (place) => (
              <Button
                kind="quiet"
                size="small"
                aria-label={words.say('places.edit', { name: place.name })}
                onPress={() => setOpen(place)}
              >
                {words.say('do.edit')}
              </Button>
            ),
          },
        ]}
      />
      {open !== null && (
        <PlaceDialog schoolId={school.id} {...(open === 'add' ? {} : { place: open })} onClose={() => setOpen(null)} />
      )}
    </Band>
  );
}

function PlaceDialog({
  schoolId,
  place,
  onClose,
}: {
  readonly schoolId: string;
  readonly place?: Place;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [name, setName] = useState(place?.name ?? '');
  const [setting, setSetting] = useState<string>(place?.setting ?? 'other');
  const save = useChange(savePlace, () => {
    announce(words.say('do.saved'));
    onClose();
  });
  const settings = [...new Set([...knownSettings, ...(place === undefined ? [] : [place.setting])])];
  return (
    <FormDialog
      heading={place === undefined ? words.say('places.add') : words.say('places.edit', { name: place.name })}
      change={save}
      onSubmit={() =>
        save.mutate({
          params: { schoolId },
          body: { ...(place === undefined ? {} : { id: place.id }), name, setting },
        })
      }
      onClose={onClose}
    >
      <TextField label={words.say('places.name')} name="name" value={name} onChange={setName} isRequired />
      <SelectField
        label={words.say('places.setting')}
        {...(setting === 'bathroom' ? { hint: words.say('places.bathroom_hint') } : {})}
        name="setting"
        options={settings.map((value) => ({ value, label: words.sayIfKnown(`setting.${value}`) ?? value }))}
        value={setting}
        onChange={setSetting}
      />
    </FormDialog>
  );
}
