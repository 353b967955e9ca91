#!/usr/bin/env node
// Kills the studio's processes with -9 at random moments while people work in it, and looks for what was lost.
//   node tests/kill/kill-test.mjs --kills 100 [--seconds 600] [--rooms tests/kill/gradient-rooms.mjs] [--keep]
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { findLosses, findProcesses, findStrayFiles, waitUntilSettled } from './check-home.mjs';
import { openTestStudio } from './open-test-studio.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '600' },
    rooms: { type: 'string', default: fileURLToPath(new URL('./gradient-rooms.mjs', import.meta.url)) },
    keep: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
const deadlineMs = performance.now() + Number(values.seconds) * 1000;
const roomsUrl = pathToFileURL(resolve(values.rooms)).href;
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'backlot-kill-')));
const home = join(folder, 'home');
const { pace, writePlate, findModelLosses } = await import(roomsUrl);
const plate = await writePlate(folder);

const acknowledged = {
  takes: new Set(),
  reviews: new Map(),
  approvals: new Map(),
  cancelled: new Set(),
  granted: new Set(),
  withdrawn: new Set(),
  delivered: new Set(),
  ledger: new Map(),
};
const faults = [];
const killed = { worker: 0, client: 0, postgres: 0, backend: 0, keeper: 0, everything: 0 };
const children = new Map();
let hear = () => {};

function start(name) {
  const script = fileURLToPath(new URL(`./${name}.mjs`, import.meta.url));
  const child = spawn(process.execPath, [script, home, roomsUrl, plate], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  createInterface({ input: child.stdout }).on('line', note);
  child.on('exit', (code) => {
    if (code) faults.push(`${name} ended with ${code}: ${complaint.slice(-2000)}`);
  });
  children.set(name, child);
}

/** A line that was cut off by a kill was not acknowledged. */
function note(line) {
  let heard;
  try {
    heard = JSON.parse(line);
  } catch {
    return;
  }
  if (heard.fault) faults.push(heard.fault);
  else if (heard.review) acknowledged.reviews.set(heard.review, heard.take);
  else if (heard.approval) acknowledged.approvals.set(heard.approval, heard.take);
  else if (heard.take) acknowledged.takes.add(heard.take);
  else if (heard.granted) acknowledged.granted.add(heard.granted);
  else if (heard.withdrawn) acknowledged.withdrawn.add(heard.withdrawn);
  else if (heard.delivered) acknowledged.delivered.add(heard.delivered);
  else if (heard.cancelled) acknowledged.cancelled.add(heard.cancelled);
  else if (heard.ledger !== undefined) acknowledged.ledger.set(heard.ledger, heard.hash);
  hear();
}

/** Until the studio acknowledges the next thing, or for `ms`. */
function untilHeard(ms) {
  return Promise.race([
    new Promise((resolve) => {
      hear = resolve;
    }),
    sleep(ms),
  ]);
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

function killChild(name) {
  const child = children.get(name);
  if (child.exitCode !== null || child.signalCode !== null) return false;
  return child.kill('SIGKILL');
}

function postmasterPid() {
  try {
    return Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

function backendPids() {
  const master = postmasterPid();
  if (!master) return [];
  try {
    return readFileSync(`/proc/${master}/task/${master}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

const VICTIMS = {
  worker: () => killChild('worker'),
  client: () => killChild('client'),
  postgres: () => kill(postmasterPid() ?? -1),
  backend: () => {
    const pids = backendPids();
    return pids.length > 0 && kill(pids[Math.floor(Math.random() * pids.length)]);
  },
  keeper: () => findProcesses(home).some(({ pid, command }) => command.includes('keeper-main') && kill(pid)),
  everything: () => {
    const done = [killChild('worker'), killChild('client')];
    return (
      findProcesses(home)
        .map(({ pid }) => kill(pid))
        .some(Boolean) || done.some(Boolean)
    );
  },
};

function pickVictim() {
  const dice = Math.random();
  if (dice < 0.5) return 'worker';
  if (dice < 0.7) return 'client';
  if (dice < 0.8) return 'postgres';
  if (dice < 0.88) return 'backend';
  return dice < 0.95 ? 'keeper' : 'everything';
}

function restartDead() {
  for (const [name, child] of children) if (child.exitCode !== null || child.signalCode !== null) start(name);
}

async function stopChild(name) {
  const child = children.get(name);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await Promise.race([exited, sleep(20_000, undefined, { ref: false })]);
}

start('worker');
start('client');
while (acknowledged.takes.size === 0 && performance.now() < deadlineMs) await untilHeard(1000);
let done = 0;
while (done < kills && performance.now() < deadlineMs) {
  // Now and then while processes are still starting, else in the midst of work, however slow the machine.
  if (Math.random() > 0.2) await untilHeard(30_000);
  await sleep(Math.random() * pace.killMs);
  const victim = pickVictim();
  if (VICTIMS[victim]()) {
    killed[victim] += 1;
    done += 1;
  }
  await sleep(Math.random() * 150);
  restartDead();
}

restartDead();
await stopChild('client');
const { studio, close } = await openTestStudio(home, roomsUrl);
const stuck = await waitUntilSettled(studio, pace.settleMs);
// A worker tidies up after dead ones every two seconds; what is still there after five rounds is a leftover.
for (let round = 0; round < 10 && findStrayFiles(home).length > 0; round++) await sleep(1000);
await stopChild('worker');
const { losses, takes, ledgerEntries } = await findLosses(studio, acknowledged, join(folder, 'deliveries'));
const models = await findModelLosses?.(studio);
await close();
await sleep(1500);
const orphans = findProcesses(home).map(({ pid, command }) => `process ${pid} was left: ${command}`);
const strays = findStrayFiles(home);
const states = {};
for (const take of takes) states[take.state] = (states[take.state] ?? 0) + 1;
const problems = [...faults, ...stuck, ...losses, ...(models?.losses ?? []), ...orphans, ...strays];
if (acknowledged.takes.size * 3 < kills) problems.push('too little happened for the kills to mean anything');
if (done < kills) problems.push(`only ${done} of ${kills} kills within ${values.seconds} s`);
const counts = Object.fromEntries(Object.entries(acknowledged).map(([name, each]) => [name, each.size]));
process.stdout.write(
  `${JSON.stringify({ kills: done, killed, acknowledged: counts, models: models?.counts, states, ledgerEntries, problems }, null, 2)}\n`,
);
if (values.keep) process.stdout.write(`${folder}\n`);
else rmSync(folder, { recursive: true, force: true });
process.exit(problems.length === 0 ? 0 : 1);
