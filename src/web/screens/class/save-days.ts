import { readClass, setClassDay } from '#contract/class.ts';
import { call } from '../../client/call.ts';
import type { Block, DayDraft } from './week-plan.ts';

/**
 * Sets weekdays from a date on, one after the other. A new routine is made by the first day that has it; the others then
 * mean the same one.
 */
export async function saveDays(classId: string, from: string, days: readonly DayDraft[]): Promise<void> {
  let made: ReadonlyMap<string, string> = new Map();
  for (const { weekday, rotationDay, blocks } of days) {
    const known = blocks.map((block) => withKnownRoutine(block, made));
    await call(setClassDay, { params: { classId, weekday }, body: { rotationDay, from, blocks: known } });
    if (known.some(isNew)) {
      const { routines } = await call(readClass, { params: { classId } });
      made = new Map(routines.map(({ id, kind, name }) => [`${kind}/${name}`, id]));
    }
  }
}

const isNew = ({ routine }: Block) => !('id' in routine);

function withKnownRoutine(block: Block, made: ReadonlyMap<string, string>): Block {
  if ('id' in block.routine) return block;
  const id = made.get(`${block.routine.kind}/${block.routine.name.trim()}`);
  return id === undefined ? block : { ...block, routine: { id } };
}
