// Builds kernels (AssemblyScript → WASM), TypeScript and the web studio; each step is skipped when its sources are unchanged.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stampDir = join(root, 'node_modules', '.cache', 'backlot-build');

const steps = [
  {
    name: 'kernels',
    sources: ['packages/kernels/assembly', 'packages/kernels/build-kernels.mjs'],
    outputs: ['packages/kernels/build'],
    command: ['packages/kernels/build-kernels.mjs'],
  },
  {
    name: 'types',
    sources: ['tsconfig.base.json', 'tsconfig.json', ...sourceFolders()],
    outputs: ['packages/film/dist/index.js', 'apps/cli/dist'],
    command: ['node_modules/typescript/bin/tsc', '-b'],
  },
  {
    name: 'web',
    sources: ['apps/web/src', 'apps/web/index.html', 'apps/web/vite.config.ts', 'packages/film/src', 'apps/server/src'],
    outputs: ['apps/web/dist/index.html'],
    command: ['node_modules/vite/bin/vite.js', 'build', 'apps/web', '--logLevel', 'warn'],
  },
];

const only = process.argv.slice(2);
for (const step of steps) {
  if (only.length > 0 && !only.includes(step.name)) continue;
  if (!step.sources.some((path) => existsSync(join(root, path)))) continue;
  buildStep(step);
}

function buildStep(step) {
  const hash = hashOf(step.sources);
  const stamp = join(stampDir, step.name);
  const isFresh =
    step.outputs.every((path) => existsSync(join(root, path))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hash;
  if (isFresh) return;
  process.stdout.write(`building ${step.name} …\n`);
  const result = spawnSync(process.execPath, step.command, { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
  mkdirSync(stampDir, { recursive: true });
  writeFileSync(stamp, hash);
}

function sourceFolders() {
  return ['packages', 'packages/engines', 'apps']
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
    .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
    .flatMap((folder) => [`${folder}/src`, `${folder}/tsconfig.json`]);
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hashInto(hash, path);
  return hash.digest('hex');
}

function hashInto(hash, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  const entries = tryReadDirectory(full);
  if (!entries) {
    hash.update(path).update(readFileSync(full));
    return;
  }
  for (const name of entries.sort()) if (name !== 'dist' && name !== 'node_modules') hashInto(hash, `${path}/${name}`);
}

function tryReadDirectory(path) {
  try {
    return readdirSync(path);
  } catch {
    return undefined;
  }
}
