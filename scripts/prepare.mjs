// Runs before the npm scripts, on whatever Node the machine has, from a bare clone: plain JavaScript, no dependencies.
//   node scripts/prepare.mjs [web] [browser]
// Installs what package-lock.json says, makes sure a Node that runs TypeScript is there, builds the screens when their sources
// changed, and finds or fetches a browser for the tests. What it has to say goes to standard error.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tools = join(root, '.tools');
const windows = process.platform === 'win32';
/** The first Node that runs TypeScript without a flag. */
const oldest = [22, 18];

const say = (line) => process.stderr.write(`${line}\n`);

function giveUp(line) {
  say(line);
  process.exit(1);
}

function run(program, args, options = {}) {
  // What npm or the build prints is progress, not an answer: standard output stays free for the command itself.
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (error !== undefined) say(`${program}: ${error.message}`);
  return status === 0;
}

/** The npm that runs this script, or the one on the PATH. */
function npm(args, cwd = root) {
  const own = process.env.npm_execpath;
  return own !== undefined && existsSync(own) && /\.c?js$/.test(own)
    ? run(process.execPath, [own, ...args], { cwd })
    : run(windows ? 'npm.cmd' : 'npm', args, { cwd, shell: windows });
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const stampOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function install() {
  const stamp = join(root, 'node_modules', '.installed-from');
  const lock = hashOf([join(root, 'package-lock.json')]);
  if (stampOf(stamp) === lock) return;
  say('Installing what Carryover needs (once, about a minute) ...');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  // A registry that has not every platform's variant of an optional package lets the lock be used, but not `npm ci`.
  if (!npm(['ci', ...quiet]) && !npm(['install', '--no-save', ...quiet])) {
    giveUp('npm could not install it. Is the network there? What npm said is above.');
  }
  writeFileSync(stamp, lock);
}

/** The Node that came with the dependencies, or the machine's own where it is new enough. */
function findNode() {
  const carried = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node');
  for (const node of [carried, process.execPath]) {
    if (node === carried && !existsSync(node)) continue;
    const { stdout, status } = spawnSync(node, ['--version'], { encoding: 'utf8', shell: windows && node === carried });
    const [major, minor] = (stdout ?? '').replace('v', '').split('.').map(Number);
    if (status === 0 && (major > oldest[0] || (major === oldest[0] && minor >= oldest[1]))) return node;
  }
  return giveUp(
    `Carryover needs Node ${oldest.join('.')} or newer, and no Node 24 came along for ${process.platform} ${process.arch}. Install Node 24 and try again.`,
  );
}

function sourcesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|tsconfig\.json$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** All that the screens are made of: web and the layers it may import. */
const webLayers = ['src/web', 'src/domain', 'src/planner', 'src/charts', 'src/telling', 'src/contract', 'src/words'];

function buildWeb(node) {
  const stamp = join(tools, 'web-built-from');
  const sources = hashOf([join(root, 'package-lock.json'), ...webLayers.flatMap(sourcesIn)]);
  if (stampOf(stamp) === sources && existsSync(join(root, 'dist', 'web', 'index.html'))) return;
  say('Building the screens ...');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', join('src', 'web', 'vite.config.ts'), '--logLevel', 'warn'];
  if (!run(node, args, { shell: windows })) giveUp('The screens could not be built. What the build said is above.');
  mkdirSync(tools, { recursive: true });
  writeFileSync(stamp, sources);
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const browserNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome.exe',
  'msedge.exe',
];
const macBrowser = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function findBrowser() {
  const said = process.env.CHROMIUM ?? process.env.CHROMIUM_PATH;
  if (said !== undefined && said !== '')
    return isProgram(said) ? said : giveUp(`CHROMIUM is ${said}, which does not run.`);
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => browserNames.map((name) => join(folder, name)));
  return [...onPath, macBrowser].find(isProgram) ?? null;
}

/** A Chromium packed for Linux on x64, for machines without a browser: see tests/browser/package.json. */
function fetchBrowser(node) {
  const folder = join(root, 'tests', 'browser');
  if (!existsSync(join(folder, 'node_modules', '@sparticuz', 'chromium'))) {
    say('Fetching a browser for the tests (once, about 70 MB) ...');
    if (!npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], folder)) return null;
  }
  const unpack =
    "const { default: c } = await import('@sparticuz/chromium'); process.stdout.write(await c.executablePath())";
  const { stdout, status } = spawnSync(node, ['--input-type=module', '--eval', unpack], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
  });
  return status === 0 && isProgram(stdout) ? stdout : null;
}

function prepareBrowser(node) {
  const executablePath = findBrowser() ?? fetchBrowser(node);
  if (executablePath === null) giveUp('No Chromium was found or fetched. Set CHROMIUM to the path of one.');
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(tools, 'browser.json'), `${JSON.stringify({ executablePath })}\n`);
}

install();
const node = findNode();
const wanted = process.argv.slice(2);
if (wanted.includes('web')) buildWeb(node);
if (wanted.includes('browser')) prepareBrowser(node);
