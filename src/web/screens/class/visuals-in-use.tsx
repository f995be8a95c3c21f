import { useState } from 'react';
import { readClassStrategies } from '#contract/strategy.ts';
import { endVisual, listVisuals, readClassVisuals, useVisual as putUpVisual } from '#contract/visual.ts';
import { type SymbolCode, symbols } from '#domain/partnership/strategy.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { OwnPicture } from '../../parts/own-picture.tsx';
import { PictureSymbol } from '../../parts/picture-symbol.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './class.module.css';

/** The pictures that are in use in a room: put up for themselves, or part of a strategy that is done here. */
export function VisualsInUse({ classId }: { readonly classId: string }) {
  const words = useWords();
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const own = useRead(readClassVisuals, { params: { classId } }).data?.items ?? [];
  const strategies = useRead(readClassStrategies, { params: { classId } }).data?.items ?? [];
  const mayChange = holds(me, 'therapist', 'teacher');
  const end = useChange(endVisual, () => announce(words.say('visual.ended')));
  const shown = strategies
    .filter(({ to }) => to === null)
    .map(({ strategy }) => ({
      ...strategy,
      steps: strategy.steps.filter(({ symbol, visualId }) => symbol !== null || (visualId ?? null) !== null),
    }))
    .filter(({ steps }) => steps.length > 0);
  return (
    <Band
      heading={words.say('visual.in_use')}
      lead={words.say('visual.in_use_lead')}
      actions={mayChange && <Button onPress={() => setAdding(true)}>{words.say('visual.put_up')}</Button>}
    >
      {own.length + shown.length === 0 && <p className={styles.quiet}>{words.say('visual.none_in_use')}</p>}
      <ul className={styles.visuals}>
        {own.map(({ id, name, symbol, visualId, place }) => (
          <li key={id}>
            <span className={styles.pictures}>
              {symbol !== null && <PictureSymbol code={symbol} size={40} />}
              {visualId !== null && <OwnPicture visualId={visualId} size={72} />}
            </span>
            <strong>{name}</strong>
            {place !== '' && <span className={styles.quiet}>{place}</span>}
            {mayChange && (
              <Button
                kind="quiet"
                size="small"
                aria-label={words.say('visual.end_label', { name })}
                onPress={() => end.mutate({ params: { classId, useId: id } })}
              >
                {words.say('visual.end')}
              </Button>
            )}
          </li>
        ))}
        {shown.map(({ id, name, steps }) => (
          <li key={id}>
            <span className={styles.pictures}>
              {steps.map(({ words: said, symbol, visualId }) =>
                typeof visualId === 'string' ? (
                  <OwnPicture key={said} visualId={visualId} size={40} />
                ) : (
                  symbol !== null && <PictureSymbol key={said} code={symbol} size={32} />
                ),
              )}
            </span>
            <strong>{name}</strong>
            <span className={styles.quiet}>{words.say('visual.of_strategy')}</span>
          </li>
        ))}
      </ul>
      <FaultNotice fault={end.error} />
      {adding && <PutUpDialog classId={classId} onClose={() => setAdding(false)} />}
    </Band>
  );
}

function PutUpDialog({ classId, onClose }: { readonly classId: string; readonly onClose: () => void }) {
  const words = useWords();
  const visuals = (useRead(listVisuals, {}).data?.items ?? []).filter(({ retired }) => !retired);
  const [picture, setPicture] = useState<string>('order');
  const [name, setName] = useState('');
  const [place, setPlace] = useState('');
  const symbol: SymbolCode | null = symbols.find((code) => code === picture) ?? null;
  const put = useChange(putUpVisual, () => {
    announce(words.say('visual.is_up'));
    onClose();
  });
  return (
    <FormDialog
      heading={words.say('visual.put_up')}
      lead={words.say('visual.in_use_lead')}
      change={put}
      onSubmit={() =>
        put.mutate({
          params: { classId },
          body: { name, place, symbol, visualId: symbol === null ? picture : null },
        })
      }
      onClose={onClose}
    >
      <SelectField
        label={words.say('visual.picture')}
        name="symbol"
        options={[
          ...visuals.map(({ id, name }) => ({ value: id, label: name })),
          ...symbols.map((code) => ({ value: code as string, label: words.say(`symbol.${code}`) })),
        ]}
        value={picture}
        onChange={setPicture}
      />
      <TextField
        label={words.say('visual.called')}
        hint={words.say('visual.called_hint')}
        name="name"
        value={name}
        onChange={setName}
        maxLength={80}
        isRequired
      />
      <TextField
        label={words.say('visual.place')}
        hint={words.say('visual.place_hint')}
        name="place"
        value={place}
        onChange={setPlace}
        maxLength={120}
        optional
      />
    </FormDialog>
  );
}
