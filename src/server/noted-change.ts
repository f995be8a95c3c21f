import { noteChange, takeBackNotedChange } from '#contract/noted-change.ts';
import { insertNotedChange, takeNotedChangeBack } from '#store/noted-change.ts';
import { type Handler, handle, isDone } from './handle.ts';
import { refuse } from './refusal.ts';

export const notedChangeHandlers: readonly Handler[] = [
  handle(noteChange, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, params, body, newId, now, today } = asked;
    if (body.on > today) return refuse('bad_input', 'on', { because: 'in_the_future' });
    const id = newId();
    await insertNotedChange(db, adult.districtId, {
      ...body,
      id,
      studentId: params.studentId,
      by: adult.adultId,
      now,
    });
    return { id };
  }),

  handle(takeBackNotedChange, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, params, now } = asked;
    const taken = await takeNotedChangeBack(db, adult.districtId, {
      id: params.changeId,
      studentId: params.studentId,
      by: adult.adultId,
      now,
    });
    return taken ? isDone : refuse('not_found', 'changeId');
  }),
];
