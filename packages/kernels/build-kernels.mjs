// Compiles each topic in assembly/<topic>/index.ts to build/<topic>.wasm; a topic whose sources are unchanged is skipped.
// Usage: node packages/kernels/build-kernels.mjs [topic …] [--force]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = dirname(fileURLToPath(import.meta.url));
const sourceDir = join(root, 'assembly');
const buildDir = join(root, 'build');
const isForced = process.argv.includes('--force');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const topics = readdirSync(sourceDir, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(sourceDir, entry.name, 'index.ts')))
  .map((entry) => entry.name)
  .sort();
for (const topic of wanted) {
  if (!topics.includes(topic)) fail(`unknown kernel topic "${topic}"; there are: ${topics.join(', ')}`);
}
mkdirSync(buildDir, { recursive: true });
for (const topic of wanted.length > 0 ? wanted : topics) await buildTopic(topic);

async function buildTopic(topic) {
  const output = join(buildDir, `${topic}.wasm`);
  const stamp = join(buildDir, `${topic}.stamp`);
  const hash = hashOf(topic);
  if (!isForced && existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  // The process id keeps two builds at the same time from writing into each other's file.
  const partial = `${topic}.${process.pid}.partial`;
  const { error, stderr } = await asc.main([
    `assembly/${topic}/index.ts`,
    ...['--baseDir', root, '--outFile', `build/${partial}`],
    ...['-O3', '--converge', '--enable', 'simd', '--enable', 'bulk-memory'],
    // A stub runtime never frees: kernels lay out their own memory, and one instance serves one job.
    ...['--runtime', 'stub', '--noAssert', '--use', 'abort='],
  ]);
  if (error) {
    rmSync(join(buildDir, partial), { force: true });
    fail(`kernel "${topic}" does not compile\n${stderr.toString()}`);
  }
  renameSync(join(buildDir, partial), output);
  writeFileSync(stamp, hash);
  process.stdout.write(`built kernel ${topic}\n`);
}

function hashOf(topic) {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  for (const folder of [sourceDir, join(sourceDir, topic)]) {
    for (const name of readdirSync(folder).sort()) {
      if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex');
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
