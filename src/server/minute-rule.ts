import { readMinuteRules, setMinuteRules } from '#contract/minute-rule.ts';
import { rulesOn } from '#domain/services/minutes.ts';
import { insertMinuteRule, readMinuteRules as readRules } from '#store/minute-rule.ts';
import { type Handler, handle, isDone } from './handle.ts';
import { refuse } from './refusal.ts';

export const minuteRuleHandlers: readonly Handler[] = [
  handle(readMinuteRules, {}, async ({ db, adult, today }) => {
    const history = await readRules(db, adult.districtId);
    return { inForce: rulesOn(today, history), version: history[0]?.version ?? 0, history };
  }),

  handle(setMinuteRules, {}, async ({ db, adult, body, now }) => {
    const { basedOn, ...rule } = body;
    const [last] = await readRules(db, adult.districtId);
    const version = last?.version ?? 0;
    if (version !== basedOn) return refuse('changed_meanwhile', 'basedOn');
    await insertMinuteRule(db, adult.districtId, { ...rule, version: version + 1, by: adult.adultId, now });
    return isDone;
  }),
];
