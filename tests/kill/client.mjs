// People at work: requests, approvals, reviews and cancellations. One line per thing that the studio acknowledged.
import { setTimeout as sleep } from 'node:timers/promises';
import { openTestStudio } from './open-test-studio.mjs';

const [, , home, roomsUrl, plate] = process.argv;
const { makeRequest, pace } = await import(roomsUrl);
const { studio, close } = await openTestStudio(home, roomsUrl);
const artist = { name: 'Ada', role: 'artist' };
const supervisor = { name: 'Grace', role: 'supervisor' };
/** What a person may meet in a studio where others work too, or whose database is away for a moment. */
const EXPECTED = new Set(['DATABASE_UNAVAILABLE', 'TAKE_STATE_INVALID']);
let isStopping = false;
process.on('SIGTERM', () => {
  isStopping = true;
});

function acknowledge(acknowledged) {
  process.stdout.write(`${JSON.stringify(acknowledged)}\n`);
}

async function requestTake() {
  const request = makeRequest(Math.random, plate);
  const take = await studio.requestTake({ ...request, by: artist, resolveFile: (file) => file });
  acknowledge({ take: take.id });
  if (take.state !== 'awaiting-approval') return;
  await studio.approveUse(take.id, { by: supervisor });
  acknowledge({ approval: take.recipeHash, take: take.id });
}

async function reviewTake() {
  const [take] = await studio.listTakes({ states: ['in-review'], limit: 1 });
  if (!take) return;
  const decision = ['note', 'approve', 'reject'][Math.floor(Math.random() * 3)];
  const review = await studio.reviewTake(take.id, supervisor, { decision, frame: 0, text: 'seen', strokes: [] });
  acknowledge({ review: review.id, take: take.id });
}

async function cancelTake() {
  const [take] = await studio.listTakes({ states: ['queued', 'running'], limit: 1 });
  if (!take) return;
  await studio.cancelTake(take.id, artist);
  acknowledge({ cancelled: take.id });
}

async function readLedger() {
  const entries = await studio.readLedger(Math.floor(Math.random() * 50), 1000);
  const last = entries.at(-1);
  if (last) acknowledge({ ledger: last.index, hash: last.hash });
}

async function act() {
  const dice = Math.random();
  if (dice < 0.45) await requestTake();
  else if (dice < 0.8) await reviewTake();
  else if (dice < 0.87) await cancelTake();
  else await readLedger();
}

while (!isStopping) {
  try {
    await act();
  } catch (error) {
    if (!EXPECTED.has(error?.code)) acknowledge({ fault: String(error?.stack ?? error) });
  }
  await sleep(Math.random() * pace.actionMs);
}
await close();
process.exit(0);
