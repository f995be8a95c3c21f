import {
  addVisual,
  endVisual,
  listVisuals,
  readClassVisuals,
  readVisualImage,
  retireVisual,
  useVisual,
} from '#contract/visual.ts';
import {
  endVisualInClass,
  insertVisual,
  insertVisualInClass,
  markVisualRetired,
  readVisualPicture,
  readVisuals,
  readVisualsInClass,
} from '#store/visual.ts';
import { type Handler, handle, isDone } from './handle.ts';
import { encodedAnew } from './picture.ts';
import { refuse } from './refusal.ts';

const ofClass = ({ params }: { readonly params: { readonly classId: string } }) => ({ class: params.classId });

/** More pictures than these find nobody any more; who has so many takes some out first. */
const mostVisuals = 400;

export const visualHandlers: readonly Handler[] = [
  handle(listVisuals, {}, async ({ db, adult }) => ({
    items: (await readVisuals(db, adult.districtId)).map(({ makerId, retiredAt, ...visual }) => ({
      ...visual,
      mine: makerId === adult.adultId,
      retired: retiredAt !== null,
    })),
  })),

  handle(addVisual, {}, async ({ db, adult, body, now, newId }) => {
    const { districtId, adultId } = adult;
    if ((await readVisuals(db, districtId)).length >= mostVisuals)
      return refuse('already_exists', 'image', { because: 'too_many_pictures' });
    const picture = encodedAnew(body.image);
    if (typeof picture === 'string') return refuse('bad_input', 'image', { because: picture });
    const id = newId();
    await insertVisual(db, districtId, { id, name: body.name, ...picture, by: adultId, at: now });
    return { id };
  }),

  handle(retireVisual, {}, async ({ db, adult, params, now }) =>
    (await markVisualRetired(db, adult.districtId, params.visualId, now)) ? isDone : refuse('not_found', 'visualId'),
  ),

  handle(
    readVisualImage,
    {},
    async ({ db, adult, params }) =>
      (await readVisualPicture(db, adult.districtId, params.visualId)) ?? refuse('not_found', 'visualId'),
  ),

  handle(readClassVisuals, { subject: ofClass }, async ({ db, adult, params }) => ({
    items: await readVisualsInClass(db, adult.districtId, params.classId),
  })),

  handle(useVisual, { subject: ofClass }, async ({ db, adult, params, body, now, today, newId }) => {
    const { districtId, adultId } = adult;
    const known = body.visualId === null || (await readVisualPicture(db, districtId, body.visualId)) !== undefined;
    if (!known) return refuse('not_found', 'visualId');
    const id = newId();
    await insertVisualInClass(db, districtId, { id, ...params, ...body, from: today, by: adultId, at: now });
    return { id };
  }),

  handle(endVisual, { subject: ofClass }, async ({ db, adult, params, now, today }) => {
    const ended = { on: today, by: adult.adultId, at: now };
    return (await endVisualInClass(db, adult.districtId, params, ended)) ? isDone : refuse('not_found', 'useId');
  }),
];
