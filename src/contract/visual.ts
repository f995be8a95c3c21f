import { z } from 'zod';
import { symbols } from '#domain/partnership/strategy.ts';
import { operation } from './operation.ts';
import { day, done, id, instant, line, made, requiredLine } from './values.ts';

/** Pictures adults point to: the district's own beside the symbols that come with the product; what hangs in a room. */

/** Base64 of a file of two megabytes at most. */
const upload = z.base64().min(1).max(2_700_000);

export const listVisuals = operation({
  name: 'visual.list',
  method: 'GET',
  path: '/api/visuals',
  summary: 'The district’s own pictures. Nothing of any student.',
  act: 'strategy.read',
  logged: false,
  output: z.object({
    items: z.array(
      z.object({
        id,
        name: z.string(),
        width: z.int(),
        height: z.int(),
        madeBy: z.string(),
        madeAt: instant,
        mine: z.boolean(),
        retired: z.boolean(),
      }),
    ),
  }),
});
export type Visual = z.infer<typeof listVisuals.output>['items'][number];
export const addVisual = operation({
  name: 'visual.add',
  method: 'POST',
  path: '/api/visuals',
  summary: 'Adds a picture (PNG or JPEG). It is decoded, made smaller and encoded anew; only its pixels are kept.',
  act: 'visual.add',
  logged: false,
  body: z.strictObject({ name: requiredLine(80), image: upload }),
  output: made,
});
export const retireVisual = operation({
  name: 'visual.retire',
  method: 'POST',
  path: '/api/visuals/:visualId/retire',
  summary: 'Takes a picture out of the choice. Where it is in use it stays.',
  act: 'visual.add',
  logged: false,
  params: z.object({ visualId: id }),
  output: done,
});
export const readVisualImage = operation({
  name: 'visual.image',
  method: 'GET',
  path: '/api/visuals/:visualId/image',
  summary: 'The picture itself.',
  act: 'strategy.read',
  logged: false,
  params: z.object({ visualId: id }),
  /** Base64; sent as bytes. */
  output: z.string(),
  file: { name: 'visual', type: 'image' },
});

const ofClass = z.object({ classId: id });
export const readClassVisuals = operation({
  name: 'visual.of_class',
  method: 'GET',
  path: '/api/classes/:classId/visuals',
  summary: 'The pictures in use in a room, and where.',
  act: 'strategy.of_class',
  logged: false,
  params: ofClass,
  output: z.object({
    items: z.array(
      z.object({
        id,
        name: z.string(),
        symbol: z.enum(symbols).nullable(),
        visualId: id.nullable(),
        place: z.string(),
        from: day,
      }),
    ),
  }),
});
export type ClassVisual = z.infer<typeof readClassVisuals.output>['items'][number];
export const useVisual = operation({
  name: 'visual.use',
  method: 'POST',
  path: '/api/classes/:classId/visuals',
  summary: 'Says that a picture is in use in a room, and where.',
  act: 'strategy.say_how',
  logged: false,
  params: ofClass,
  body: z
    .strictObject({
      name: requiredLine(80),
      symbol: z.enum(symbols).nullable().default(null),
      visualId: id.nullable().default(null),
      place: line(120).default(''),
    })
    .refine(({ symbol, visualId }) => (symbol === null) !== (visualId === null), {
      path: ['symbol'],
      params: { code: 'missing' },
    }),
  output: made,
});
export const endVisual = operation({
  name: 'visual.end',
  method: 'POST',
  path: '/api/classes/:classId/visuals/:useId/end',
  summary: 'A picture is not in use in the room any more.',
  act: 'strategy.say_how',
  logged: false,
  params: ofClass.extend({ useId: id }),
  output: done,
});
