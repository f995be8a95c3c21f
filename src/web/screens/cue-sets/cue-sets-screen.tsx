import { useState } from 'react';
import { addCueSet, changeCueSet, listCueSets } from '#contract/goal.ts';
import { type CueSet, usualCueKinds } from '#domain/goals/goal.ts';
import type { WordId } from '#words/words.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ChoiceField, TextField } from '../../parts/field.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './cue-sets.module.css';

/** Which kinds of cue the district tells apart, in its own codes. */
export function CueSetsScreen() {
  const words = useWords();
  const me = useMe();
  const read = useRead(listCueSets, {});
  const [editing, setEditing] = useState<CueSet | 'new' | null>(null);
  const mayChange = holds(me, 'therapist', 'coordinator');
  const add = mayChange && (
    <Button kind="main" onPress={() => setEditing('new')}>
      {words.say('cue_sets.add')}
    </Button>
  );
  return (
    <Page title={words.say('cue_sets.title')} lead={words.say('cue_sets.lead')} actions={add}>
      <Reading read={read}>
        {({ items }) => (
          <Table<CueSet>
            name={words.say('cue_sets.title')}
            rows={items}
            rowKey={({ id }) => id}
            empty={<EmptyState title={words.say('cue_sets.none')} action={add} />}
            columns={[
              { key: 'name', label: words.say('cue_sets.name'), cell: ({ name }) => name, sortBy: ({ name }) => name },
              {
                key: 'kinds',
                label: words.say('cue_sets.kinds'),
                cell: ({ kinds }) => (
                  <ol className={styles.kinds}>
                    {kinds.map(({ code, label }) => (
                      <li key={code}>
                        <strong>{code}</strong> {label}
                      </li>
                    ))}
                  </ol>
                ),
              },
              {
                key: 'asks',
                label: words.say('cue_sets.asks'),
                cell: ({ asks }) => words.say(`cue_sets.asks.${asks}`),
              },
              {
                key: 'edit',
                label: '',
                cell: (set) =>
                  mayChange && (
                    <Button
                      size="small"
                      aria-label={words.say('cue_sets.edit', { name: set.name })}
                      onPress={() => setEditing(set)}
                    >
                      {words.say('do.edit')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Reading>
      {editing !== null && <CueSetDialog set={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}

const asked = ['who', 'kind', 'both'] as const;

function CueSetDialog({ set, onClose }: { readonly set: CueSet | null; readonly onClose: () => void }) {
  const words = useWords();
  const [name, setName] = useState(set?.name ?? '');
  const [asks, setAsks] = useState<CueSet['asks']>(set?.asks ?? 'who');
  const [kinds, setKinds] = useState(
    () =>
      set?.kinds ?? usualCueKinds.map(({ code }) => ({ code, label: words.say(`cue_sets.usual.${code}` as WordId) })),
  );
  const done = () => {
    announce(words.say('cue_sets.saved'));
    onClose();
  };
  const add = useChange(addCueSet, done);
  const change = useChange(changeCueSet, done);
  const fault = add.error ?? change.error;
  const body = { name, asks, kinds: [...kinds] };
  const save = () => (set === null ? add.mutate({ body }) : change.mutate({ params: { cueSetId: set.id }, body }));
  const setKind = (index: number, said: Partial<(typeof kinds)[number]>) =>
    setKinds(kinds.map((kind, at) => (at === index ? { ...kind, ...said } : kind)));
  return (
    <Dialog
      heading={set === null ? words.say('cue_sets.add') : words.say('cue_sets.edit', { name: set.name })}
      lead={words.say('cue_sets.lead')}
      onClose={onClose}
    >
      <Form onSubmit={save} fault={fault}>
        <TextField label={words.say('cue_sets.name')} name="name" value={name} onChange={setName} isRequired />
        <ChoiceField
          label={words.say('cue_sets.asks')}
          name="asks"
          options={asked.map((value) => ({ value, label: words.say(`cue_sets.asks.${value}`) }))}
          value={asks}
          onChange={setAsks}
        />
        <fieldset className={styles.fields}>
          <legend>{words.say('cue_sets.kinds')}</legend>
          {kinds.map((kind, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is typed into is its own code; only the place stays.
            <fieldset key={index} className={styles.kind}>
              <legend className="off-screen">{words.say('cue_sets.kind_number', { number: index + 1 })}</legend>
              <TextField
                label={words.say('cue_sets.code')}
                name={`kinds.${index}.code`}
                value={kind.code}
                onChange={(code) => setKind(index, { code })}
                maxLength={4}
                isRequired
              />
              <TextField
                label={words.say('cue_sets.label')}
                name={`kinds.${index}.label`}
                value={kind.label}
                onChange={(label) => setKind(index, { label })}
                isRequired
              />
              <Button
                kind="quiet"
                size="small"
                isDisabled={kinds.length === 1}
                aria-label={words.say('cue_sets.remove_kind', { number: index + 1 })}
                onPress={() => setKinds(kinds.filter((_, at) => at !== index))}
              >
                {words.say('do.remove')}
              </Button>
            </fieldset>
          ))}
        </fieldset>
        <Actions submit={words.say('do.save')} isPending={add.isPending || change.isPending} fault={fault}>
          {kinds.length < 12 && (
            <Button onPress={() => setKinds([...kinds, { code: '', label: '' }])}>
              {words.say('cue_sets.add_kind')}
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
