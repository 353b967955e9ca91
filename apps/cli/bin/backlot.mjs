#!/usr/bin/env node
// Runs the built command line; builds first when `dist` is missing (a fresh clone).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/main.js', import.meta.url);
if (!existsSync(main)) {
  const prepare = fileURLToPath(new URL('../../../scripts/prepare-cli.mjs', import.meta.url));
  const result = spawnSync(process.execPath, [prepare], { stdio: ['ignore', 2, 'inherit'] });
  if (result.status !== 0) process.exit(result.status ?? 1);
}
const { main: run } = await import(main.href);
await run(process.argv);
