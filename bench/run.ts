// npm run bench [-- NAME ...]: runs the measurements of this folder, or the named ones, and keeps what each says in bench/figures/.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
/** Modules the measurements are made of; every other file of the folder is a measurement. */
const parts = new Set([
  'run.ts',
  'charts-goal.ts',
  'charts-page.ts',
  'classroom-speed.ts',
  'served-demo.ts',
  'quantiles.ts',
  'plan-problems.ts',
]);

const wanted = process.argv.slice(2);
const measurements = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !parts.has(file))
  .filter((file) => wanted.length === 0 || wanted.includes(basename(file, '.ts')));
for (const name of wanted) {
  if (!measurements.includes(`${name}.ts`)) {
    process.stderr.write(`There is no measurement ${name}.\n`);
    process.exit(2);
  }
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const machine = `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${platform()} ${arch()}, Node ${process.version}`;

function measure(file: string): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, file)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      process.stdout.write(chunk);
    });
    child.on('close', (code) => resolve({ code: code ?? 1, said }));
  });
}

mkdirSync(join(folder, 'figures'), { recursive: true });
for (const file of measurements) {
  const name = basename(file, '.ts');
  process.stdout.write(`\n# ${name}\n`);
  const { code, said } = await measure(file);
  if (code !== 0) {
    process.stderr.write(`${name} ended with ${code}; its figures are not kept.\n`);
    process.exitCode = 1;
    continue;
  }
  // Lines that are no table keep their breaks.
  const figures = said.includes('\n|') ? said.trim() : `\`\`\`text\n${said.trim()}\n\`\`\``;
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(
    join(folder, 'figures', `${name}.md`),
    `# ${name}\n\n\`npm run bench -- ${name}\` · ${date} · commit ${commit} · ${machine}\n\n${figures}\n`,
  );
}
