// A disk that is really full: a small file system in memory, seen by this test's processes only (Linux, user namespaces).
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Score, type Tally, type TrustRun } from './suite.ts';

export const name = 'store-disk-full';

const scenario = fileURLToPath(new URL('children/small-disk.ts', import.meta.url));

/** The command that gives what follows it a file system of `megabytes` on `directory`, a part of it kept back in `reserve`. */
function onSmallDisk(directory: string, megabytes: number): string[] {
  const rights = process.getuid?.() === 0 ? ['--mount'] : ['--user', '--map-root-user', '--mount'];
  const script = `mount -t tmpfs -o size=${megabytes}m,mode=0777 carryover "$0" && head -c ${150 * 2 ** 20} /dev/zero > "$0/reserve" && exec "$@"`;
  return ['unshare', ...rights, 'sh', '-c', script, directory];
}

export async function run({ log }: TrustRun): Promise<Tally> {
  const score = new Score(log);
  const directory = mkdtempSync(join(tmpdir(), 'carryover-disk-'));
  try {
    const [command, ...rest] = onSmallDisk(directory, 450);
    try {
      execFileSync(command!, [...rest, 'true'], { stdio: 'ignore' });
    } catch {
      score.leaveOut('a small file system cannot be mounted here');
      return score.tally;
    }
    const child = spawn(command!, [...rest, process.execPath, scenario, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    for await (const line of createInterface({ input: child.stdout })) {
      const said = JSON.parse(line) as { check: string; holds: boolean } | { log: string };
      if ('log' in said) log(said.log);
      else score.check(said.check, said.holds);
    }
    score.check('the scenario was played to its end', (await ended) === 0);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return score.tally;
}
