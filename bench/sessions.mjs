#!/usr/bin/env node
// Signed-in people reading and writing at once, over HTTP, against the real server on the real database (a process of its own):
//   node bench/sessions.mjs [--readers 200] [--writers 20] [--seconds 30] [--json]
// Each session asks once a second on average, as somebody at work does; a writer's request adds a note to a take.
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    readers: { type: 'string', default: '200' },
    writers: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  },
});
const [readers, writers, seconds] = [values.readers, values.writers, values.seconds].map(Number);
const LONGEST_PAUSE_MS = 2000;

const server = fork(fileURLToPath(new URL('./sessions-server.mjs', import.meta.url)), [String(readers + writers)], {
  execArgv: process.env.BENCH_NODE_FLAGS?.split(' ') ?? [],
});
const { url, invitations, production, takes } = await new Promise((resolve) => server.once('message', resolve));
const cookies = [];
for (const [index, secret] of invitations.entries()) cookies.push(await join(index, secret));

const READS = [
  () => '/api/productions',
  () => `/api/productions/${production}/shots`,
  () => `/api/productions/${production}/register`,
  () => `/api/takes?production=${production}&limit=20`,
  () => `/api/takes/${pick(takes)}`,
  () => `/api/takes/${pick(takes)}/reviews`,
  () => `/api/takes/${pick(takes)}/explanation`,
  () => `/api/takes/${pick(takes)}/frames/composite/1.png`,
  () => '/api/ledger?from=0&limit=50',
  () => '/api/me',
];

const timesMs = { read: [], write: [] };
const errors = [];
const endMs = performance.now() + seconds * 1000;
await Promise.all(cookies.map((cookie, index) => live(cookie, index < readers ? 'read' : 'write')));
server.send('stop');

const figures = {
  readers,
  writers,
  seconds,
  errors: errors.length,
  read: sum(timesMs.read),
  write: sum(timesMs.write),
};
process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : `${JSON.stringify(figures)}\n`);
for (const error of errors.slice(0, 5)) process.stderr.write(`${error}\n`);
process.exitCode = errors.length === 0 ? 0 : 1;

async function live(cookie, kind) {
  await sleep(Math.random() * LONGEST_PAUSE_MS);
  while (performance.now() < endMs) {
    const beforeMs = performance.now();
    const answer = await (kind === 'read' ? read(cookie) : write(cookie)).catch((error) => error);
    timesMs[kind].push(performance.now() - beforeMs);
    if (!answer.ok) errors.push(`${kind} ${answer.url ?? ''} ${answer.status ?? answer}`);
    await sleep(Math.random() * LONGEST_PAUSE_MS);
  }
}

async function read(cookie) {
  const response = await fetch(`${url}${pick(READS)()}`, { headers: { cookie } });
  await response.arrayBuffer();
  return response;
}

async function write(cookie) {
  const body = JSON.stringify({ decision: 'note', frame: 1, text: 'The dust is good here.', strokes: [] });
  const headers = { cookie, 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/takes/${pick(takes)}/reviews`, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response;
}

async function join(index, secret) {
  const body = {
    secret,
    name: `Person ${index}`,
    email: `person-${index}@studio.example`,
    password: `${secret}-longer`,
  };
  const response = await fetch(`${url}/api/welcome`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`Joining failed: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

function pick(list) {
  return list[Math.floor(Math.random() * list.length)];
}

function sum(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (fraction) => Math.round(sorted[Math.floor(fraction * (sorted.length - 1))] ?? 0);
  return { requests: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) };
}
