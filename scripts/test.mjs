// `npm test`: every check of the project, in the order in which a failure is cheapest to learn of.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

prepare();

const reports = mkdtempSync(join(tmpdir(), 'backlot-test-'));
const vitest = 'node_modules/vitest/vitest.mjs';
const checks = [
  { name: 'dependencies', command: ['scripts/check-dependencies.mjs'] },
  { name: 'format and lint', command: ['node_modules/@biomejs/biome/bin/biome', 'check', '.', '--error-on-warnings'] },
  { name: 'types of the web studio', command: ['node_modules/typescript/bin/tsc', '-p', 'apps/web', '--noEmit'] },
  {
    name: 'boundaries and cycles',
    command: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      'packages',
      'apps',
      'examples',
      'tests',
    ],
  },
  { name: 'unused files and exports', command: ['node_modules/knip/bin/knip.js'] },
  { name: 'unit', command: [vitest, 'run'], report: join(reports, 'unit.json') },
  {
    name: 'end to end',
    command: [vitest, 'run', '--config', 'tests/e2e/vitest.config.ts'],
    report: join(reports, 'e2e.json'),
  },
];

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const check of checks) runCheck(check);
rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function runCheck({ name, command, report }) {
  const startedMs = Date.now();
  process.stdout.write(`\n── ${name}\n`);
  const reporters = report ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
  const result = spawnSync(process.execPath, [...command, ...reporters], { cwd: root, stdio: 'inherit' });
  const counted = report && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  totals.passed += counted?.numPassedTests ?? (result.status === 0 ? 1 : 0);
  totals.skipped += counted?.numPendingTests ?? 0;
  const failed = counted?.numFailedTests ?? 0;
  totals.failed += result.status === 0 ? failed : Math.max(1, failed);
  process.stdout.write(
    `── ${name}: ${result.status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - startedMs) / 1000).toFixed(1)} s)\n`,
  );
}
