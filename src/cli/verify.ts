import { parseArgs } from 'node:util';
import { checkAccessLogs, type DistrictCheck } from '#store/access-seal.ts';
import { openStore } from '#store/open-store.ts';
import { askControl } from './control-client.ts';
import { type Streams, say } from './io.ts';
import { placeOf, placeOptions, placeUsage } from './place.ts';
import { commandWords, Refused } from './refused.ts';

const usage = `carryover verify

Computes the seals of the access log again from its lines, and says on which days lines were changed, removed or added.
Ends with 0 where all is whole, else with 1. While a server runs on the school, it is asked to do it.

  --head HASH       a head that was printed earlier: it must be one of the seals
${placeUsage}`;

export async function verify(args: readonly string[], io: Streams): Promise<number> {
  const options = { ...placeOptions, head: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) {
    io.stdout.write(usage);
    return 0;
  }
  const head = values.head?.toLowerCase() ?? null;
  if (head !== null && !/^[0-9a-f]{64}$/.test(head)) throw new Refused('command.verify_bad_head', { said: head }, 2);
  const place = placeOf(values);
  const asked = await askControl<{ checks: DistrictCheck[] }>(place, '/verify', { head });
  const checks = asked?.checks ?? (await checkHere());
  // One head is of one district: it is enough that one of them knows it.
  const headLost = head !== null && !checks.some((check) => check.headFound === true);
  const words = commandWords();
  if (checks.length === 0) say(io.stdout, words.say('command.verify_empty'));
  for (const { district, days, lines, newest, faults } of checks) {
    for (const { day, fault } of faults) say(io.stderr, words.say(`command.verify_${fault}`, { district, day }));
    if (headLost) say(io.stderr, words.say('command.verify_head_not_found', { district }));
    if (newest === null) say(io.stdout, words.say('command.verify_none', { district }));
    else if (faults.length === 0 && !headLost) {
      say(io.stdout, words.say('command.verify_whole', { district, days, lines, day: newest.day }));
      say(io.stdout, words.say('command.verify_head', { hash: newest.hash }));
    }
  }
  return headLost || checks.some(({ faults }) => faults.length > 0) ? 1 : 0;

  async function checkHere(): Promise<DistrictCheck[]> {
    const store = await openStore(place.store);
    try {
      return await store.asOwner((db) => checkAccessLogs(db, head), { queryTimeoutMs: 0 });
    } finally {
      await store.close();
    }
  }
}
