import { z } from 'zod';
import { inServiceSections } from '#domain/partnership/in-service.ts';
import { coTeachingFormats } from '#domain/trials/event.ts';
import { operation } from './operation.ts';
import { day, done, line } from './values.ts';

/** The in-service kit: what push-in is, from the school's own week, without any student. */

const language = z.enum(['en', 'es']);
const sections = z.partialRecord(z.enum(inServiceSections), line(1_200));

export const readInService = operation({
  name: 'in_service.read',
  method: 'GET',
  path: '/api/in-service/:language',
  summary: 'Figures of the week that the reader’s schools plan, strategies in use, and the district’s own words.',
  act: 'in_service.keep',
  logged: false,
  params: z.object({ language }),
  output: z.object({
    from: day,
    to: day,
    figures: z.object({
      visits: z.int(),
      visitMinutes: z.int(),
      roomSessions: z.int(),
      roomMinutes: z.int(),
      classes: z.int(),
      routines: z.array(z.object({ name: z.string(), visits: z.int() })),
      formats: z.array(z.object({ format: z.enum(coTeachingFormats), visits: z.int() })),
    }),
    /** Supports for the whole class, the ones in most rooms first. */
    strategies: z.array(z.object({ name: z.string(), firstStep: z.string(), rooms: z.int() })),
    sections,
  }),
});
export const saveInService = operation({
  name: 'in_service.save',
  method: 'PUT',
  path: '/api/in-service/:language',
  summary: 'Keeps the district’s own words for the sections. An empty one is said in the product’s words again.',
  act: 'in_service.keep',
  logged: false,
  params: z.object({ language }),
  body: z.strictObject({ sections }),
  output: done,
});
