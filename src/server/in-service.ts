import { readInService, saveInService } from '#contract/in-service.ts';
import { inServiceFigures } from '#domain/partnership/in-service.ts';
import { addDays, mondayOf } from '#domain/school-day/calendar.ts';
import { readPlannedWeek, readSections, saveSections } from '#store/in-service.ts';
import { readClassesUsing, readStrategies } from '#store/strategy.ts';
import { type Handler, handle, isDone } from './handle.ts';

export const inServiceHandlers: readonly Handler[] = [
  handle(readInService, {}, async ({ db, adult, params, today }) => {
    const { districtId } = adult;
    const from = mondayOf(today);
    const to = addDays(from, 4);
    const rooms = await readClassesUsing(db, districtId);
    return {
      from,
      to,
      figures: inServiceFigures(await readPlannedWeek(db, districtId, from, to)),
      strategies: (await readStrategies(db, districtId))
        .filter((one) => !one.retired && one.wholeClass)
        .map((one) => ({ name: one.name, firstStep: one.steps[0]?.words ?? '', rooms: rooms.get(one.id) ?? 0 }))
        .toSorted((a, b) => b.rooms - a.rooms),
      sections: await readSections(db, districtId, params.language),
    };
  }),

  handle(saveInService, {}, async ({ db, adult, params, body, now }) => {
    const own = Object.fromEntries(Object.entries(body.sections).filter(([, words]) => words !== ''));
    await saveSections(db, adult.districtId, params.language, { sections: own, by: adult.adultId, at: now });
    return isDone;
  }),
];
