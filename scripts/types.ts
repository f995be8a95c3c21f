// Checks each layer by its own tsconfig, so that what a layer must not know does not compile there.
import { spawn } from 'node:child_process';

const projects = [
  'src/domain',
  'src/planner',
  'src/contract',
  'src/charts',
  'src/telling',
  'src/words',
  'src/store',
  'src/server',
  'src/cli',
  'src/web',
  'demo',
  '.',
];

function check(project: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('close', (code) => resolve(code === 0 ? null : `${project}\n${said}`));
  });
}

const only = process.argv.slice(2);
let failed = false;
for (const project of only.length > 0 ? only : projects) {
  const fault = await check(project);
  if (fault !== null && !fault.includes('TS18003')) {
    failed = true;
    process.stdout.write(`${fault}\n`);
  }
}
process.exitCode = failed ? 1 : 0;
