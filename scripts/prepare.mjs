// What `npm start` and `npm test` share: the right Node, installed packages, a build. Node built-ins only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const installStamp = join(root, 'node_modules', '.cache', 'backlot-build', 'install');

/** Installs and builds what is missing or stale; ends the process with one clear sentence when it can't. */
export function prepare() {
  requireNode();
  requireWritable();
  install();
  const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' });
  if (build.status !== 0) stop('The build failed; the messages above say where.');
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isRecent = major > 20 || (major === 20 && minor >= 19);
  if (!isRecent)
    stop(
      `Backlot needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and run the command again.`,
    );
}

function requireWritable() {
  try {
    accessSync(root, constants.W_OK);
    const probe = join(root, 'node_modules');
    if (existsSync(probe)) accessSync(probe, constants.W_OK);
  } catch {
    stop(
      `The folder ${root} is read-only; clone Backlot into a folder that you may write to and run the command again.`,
    );
  }
}

function install() {
  const lockHash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(installStamp) && readFileSync(installStamp, 'utf8') === lockHash) return;
  process.stdout.write('installing packages (once, about a minute) …\n');
  const reach = hasRegistry() ? '--prefer-offline' : '--offline';
  // Not `npm ci`: it refuses a lock file whose optional packages for other platforms a mirror does not carry.
  const result = npm([
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retries=1',
    reach,
  ]);
  if (result.status !== 0) stop(explainInstallFailure(`${result.stderr ?? ''}${result.stdout ?? ''}`));
  mkdirSync(dirname(installStamp), { recursive: true });
  writeFileSync(installStamp, lockHash);
}

/** Asked first, in seconds: npm itself would try each of some hundred packages in turn for minutes. */
function hasRegistry() {
  return npm(['view', 'zod', 'version', '--fetch-retries=0', '--fetch-timeout=15000']).status === 0;
}

function npm(words) {
  return spawnSync('npm', words, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, SKIP_FFMPEG: 'true' },
    shell: process.platform === 'win32',
  });
}

function explainInstallFailure(output) {
  if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|ECONNRESET|ENOTCACHED|network/i.test(output))
    return 'No package registry could be reached; connect to the network or point npm at a mirror (npm config set registry <url>) and run the command again.';
  if (/ENOSPC/.test(output))
    return 'The disk is full; the packages need about 1 GB. Free some space and run the command again.';
  if (/EACCES|EROFS|EPERM/.test(output))
    return `npm may not write below ${root}; give yourself write access and run the command again.`;
  return `npm could not install the packages:\n${output.trim()}`;
}

/** @returns {never} */
function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
