import { useState } from 'react';
import { type School, saveRoom } from '#contract/school.ts';
import { listAdults } from '#contract/sign-in.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './school.module.css';

type Room = School['rooms'][number];

export function Rooms({ school }: { readonly school: School }) {
  const words = useWords();
  const adults = useRead(listAdults, {}).data?.items ?? [];
  const [open, setOpen] = useState<'add' | Room | null>(null);
  const owner = ({ adultId }: Room) => adults.find(({ id }) => id === adultId)?.shortName;
  return (
    <Band
      heading={words.say('rooms.title')}
      actions={<Button onPress={() => setOpen('add')}>{words.say('rooms.add')}</Button>}
    >
      <Table
        name={words.say('rooms.title')}
        rows={school.rooms}
        rowKey={({ id }) => id}
        startSorting={{ column: 'name', descending: false }}
        empty={<p className={styles.quiet}>{words.say('rooms.none')}</p>}
        columns={[
          { key: 'name', label: words.say('rooms.name'), cell: ({ name }) => name, sortBy: ({ name }) => name },
          {
            key: 'kind',
            label: words.say('rooms.kind'),
            cell: ({ kind }) => words.say(`room_kind.${kind}`),
            sortBy: ({ kind }) => words.say(`room_kind.${kind}`),
          },
          {
            key: 'owner',
            label: words.say('rooms.belongs_to'),
            cell: (room) => owner(room) ?? (room.kind === 'therapy' ? words.say('rooms.shared') : ''),
          },
          {
            key: 'edit',
            label: '',
            cell: (room) => (
              <Button
                kind="quiet"
                size="small"
                aria-label={words.say('rooms.edit', { name: room.name })}
                onPress={() => setOpen(room)}
              >
                {words.say('do.edit')}
              </Button>
            ),
          },
        ]}
      />
      {open !== null && (
        <RoomDialog
          schoolId={school.id}
          adults={adults}
          {...(open === 'add' ? {} : { room: open })}
          onClose={() => setOpen(null)}
        />
      )}
    </Band>
  );
}

function RoomDialog({
  schoolId,
  adults,
  room,
  onClose,
}: {
  readonly schoolId: string;
  readonly adults: readonly { readonly id: string; readonly name: string; readonly discipline: string | null }[];
  readonly room?: Room;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [name, setName] = useState(room?.name ?? '');
  const [kind, setKind] = useState<Room['kind']>(room?.kind ?? 'therapy');
  const [adultId, setAdultId] = useState(room?.adultId ?? 'shared');
  const save = useChange(saveRoom, () => {
    announce(words.say('do.saved'));
    onClose();
  });
  return (
    <FormDialog
      heading={room === undefined ? words.say('rooms.add') : words.say('rooms.edit', { name: room.name })}
      change={save}
      onSubmit={() =>
        save.mutate({
          params: { schoolId },
          body: {
            ...(room === undefined ? {} : { id: room.id }),
            name,
            kind,
            adultId: kind !== 'therapy' || adultId === 'shared' ? null : adultId,
          },
        })
      }
      onClose={onClose}
    >
      <TextField label={words.say('rooms.name')} name="name" value={name} onChange={setName} isRequired />
      <SelectField
        label={words.say('rooms.kind')}
        name="kind"
        options={(['classroom', 'therapy', 'other'] as const).map((value) => ({
          value,
          label: words.say(`room_kind.${value}`),
        }))}
        value={kind}
        onChange={setKind}
      />
      {kind === 'therapy' && (
        <SelectField
          label={words.say('rooms.belongs_to')}
          name="adultId"
          options={[
            { value: 'shared', label: words.say('rooms.shared') },
            ...adults
              .filter(({ discipline }) => discipline !== null)
              .map(({ id, name: label }) => ({ value: id, label })),
          ]}
          value={adultId}
          onChange={setAdultId}
        />
      )}
    </FormDialog>
  );
}
