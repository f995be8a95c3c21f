import { useRef, useState } from 'react';
import { addVisual, listVisuals, retireVisual, type Visual } from '#contract/visual.ts';
import { keptSide } from '#domain/partnership/visual.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { TextField } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { OwnPicture } from '../../parts/own-picture.tsx';
import { useWords } from '../../parts/words.tsx';
import { type PictureFile, pictureOf } from './picture-file.ts';
import styles from './strategy.module.css';

/** The district's own pictures, beside the symbols that come with the product. */
export function OwnPictures() {
  const words = useWords();
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const items = (useRead(listVisuals, {}).data?.items ?? []).filter((one) => !one.retired);
  const retire = useChange(retireVisual, () => announce(words.say('visual.retired')));
  const mayRetire = (visual: Visual) => visual.mine || holds(me, 'therapist');
  return (
    <Band
      heading={words.say('visual.own')}
      lead={words.say('visual.own_lead')}
      actions={<Button onPress={() => setAdding(true)}>{words.say('visual.add')}</Button>}
    >
      {items.length === 0 ? (
        <p className={styles.quiet}>{words.say('visual.none')}</p>
      ) : (
        <ul className={styles.pictures}>
          {items.map((visual) => (
            <li key={visual.id}>
              <OwnPicture visualId={visual.id} size={72} />
              <span>{visual.name}</span>
              {mayRetire(visual) && (
                <Button
                  kind="quiet"
                  size="small"
                  aria-label={words.say('visual.retire_label', { name: visual.name })}
                  onPress={() => retire.mutate({ params: { visualId: visual.id } })}
                >
                  {words.say('visual.retire')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <FaultNotice fault={retire.error} />
      {adding && <AddDialog onClose={() => setAdding(false)} />}
    </Band>
  );
}

function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const chooser = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [picture, setPicture] = useState<PictureFile | 'wrong' | null>(null);
  const add = useChange(addVisual, () => {
    announce(words.say('visual.added'));
    onClose();
  });
  const ready = picture !== null && picture !== 'wrong' ? picture : null;
  return (
    <FormDialog
      heading={words.say('visual.add')}
      lead={words.say('visual.add_lead')}
      change={add}
      onSubmit={() => {
        if (ready === null) setPicture('wrong');
        else add.mutate({ body: { name, image: ready.base64 } });
      }}
      onClose={onClose}
    >
      <TextField
        label={words.say('visual.name')}
        hint={words.say('visual.name_hint')}
        name="name"
        value={name}
        onChange={setName}
        maxLength={80}
        isRequired
      />
      <input
        ref={chooser}
        type="file"
        accept="image/png,image/jpeg"
        hidden
        aria-label={words.say('visual.file')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) pictureOf(file, keptSide).then(setPicture, () => setPicture('wrong'));
        }}
      />
      <div className={styles.line}>
        <Button onPress={() => chooser.current?.click()}>{words.say('visual.choose_file')}</Button>
        {ready !== null && <img src={ready.address} alt={words.say('visual.preview')} height={96} />}
      </div>
      {picture === 'wrong' && <Notice tone="attention">{words.say('fault.field.not_a_picture')}</Notice>}
    </FormDialog>
  );
}
