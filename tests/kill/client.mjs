// People at work: requests, approvals, reviews, deliveries, cancellations, consents and their withdrawal. One line per thing that the studio acknowledged.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTestStudio } from './open-test-studio.mjs';

const [, , home, roomsUrl, plate] = process.argv;
const { makeRequest, pace, prepare } = await import(roomsUrl);
const { studio, close } = await openTestStudio(home, roomsUrl);
await prepare?.(studio, home);
const artist = { name: 'Ada', role: 'artist' };
const supervisor = { name: 'Grace', role: 'supervisor' };
const producer = { name: 'Iris', role: 'producer' };
const legal = { name: 'Lea', role: 'legal' };
/** What a person may meet in a studio where others work too, or whose database is away for a moment. */
const EXPECTED = new Set([
  'DATABASE_UNAVAILABLE',
  'TAKE_STATE_INVALID',
  'RIGHT_STATE_INVALID',
  'PRODUCTION_NOT_FOUND',
  // What was delivered lies there already.
  'OUTPUT_EXISTS',
]);
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

const signed = {
  kind: 'digital-alteration',
  description: 'Made up to ten years younger in all shots of sequence ten, as scripted and as performed on set.',
  scope: { shots: 'all', operations: [{ operation: 're-age', mostYears: 10 }], languages: [] },
  term: { from: '2020-01-01', until: '2099-12-31' },
  territory: 'world',
  signature: { by: 'performer', name: 'Ines', signedOn: '2020-01-01', isSeparatelySigned: true },
  cover: { counsel: 'J. Ferreira' },
};

/** Each performer has one consent, so that its withdrawal leaves nothing to stand on. */
async function agree() {
  const { rights } = studio;
  await studio.createProduction({ slug: 'kill-test', title: 'Kill test', by: artist });
  const person = { name: `Ines ${Math.random()}`, status: { kind: 'living' } };
  const performer = await rights.registerPerformer('kill-test', person, producer);
  const consent = await rights.recordConsent('kill-test', { ...signed, performer: performer.id }, producer);
  await rights.attachConsentDocument(consent.id, { path: plate, by: producer });
  await rights.grantConsent(consent.id, legal);
  acknowledge({ granted: consent.id });
}

async function useSomebody() {
  const { consents } = await studio.rights.register('kill-test');
  const granted = consents.filter(({ state }) => state === 'granted');
  const consent = granted[Math.floor(Math.random() * granted.length)];
  if (!consent) return agree();
  const request = makeRequest(Math.random, plate);
  const use = { people: [{ performer: consent.performer, operation: 're-age', years: 5 }] };
  const setUp = { ...request.setUp, purpose: 'ideation', use };
  const take = await studio.requestTake({ ...request, setUp, by: artist, resolveFile: (file) => file });
  acknowledge({ take: take.id });
}

async function withdraw() {
  const { consents } = await studio.rights.register('kill-test');
  const consent = consents.find(({ state }) => state === 'granted');
  if (!consent) return;
  await studio.rights.withdrawConsent(consent.id, { by: { name: 'Ines', role: 'performer' } });
  acknowledge({ withdrawn: consent.id });
}

async function reviewTake() {
  const [take] = await studio.listTakes({ states: ['in-review'], limit: 1 });
  if (!take) return;
  const decision = ['note', 'approve', 'reject'][Math.floor(Math.random() * 3)];
  const review = await studio.reviewTake(take.id, supervisor, { decision, frame: 0, text: 'seen', strokes: [] });
  acknowledge({ review: review.id, take: take.id });
}

/** Always to the same folder, so that a delivery that was killed is met again. */
async function deliverTake() {
  const takes = await studio.listTakes({ states: ['approved', 'delivered'], limit: 20 });
  const take = takes.find(({ state }) => state === 'approved') ?? takes[0];
  if (!take) return;
  const folder = join(home, '..', 'deliveries', take.id);
  const { outcome } = await studio.deliverTake(take.id, { by: producer, folder });
  if (outcome === 'delivered') acknowledge({ delivered: take.id });
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
  if (dice < 0.3) await requestTake();
  else if (dice < 0.5) await useSomebody();
  else if (dice < 0.57) await agree();
  else if (dice < 0.63) await withdraw();
  else if (dice < 0.8) await reviewTake();
  else if (dice < 0.87) await deliverTake();
  else if (dice < 0.92) await cancelTake();
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
