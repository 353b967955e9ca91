import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SETTLED = [
  'refused',
  'awaiting-approval',
  'in-review',
  'approved',
  'rejected',
  'delivered',
  'failed',
  'cancelled',
  'held',
  'quarantined',
];

/** Waits until every take has ended or waits for a person. Returns those that did not. */
export async function waitUntilSettled(studio, withinMs) {
  const deadlineMs = performance.now() + withinMs;
  for (;;) {
    const open = await studio.listTakes({
      states: ['requested', 'queued', 'running', 'inspecting', 'sealing'],
      limit: 1000,
    });
    if (open.length === 0 || performance.now() > deadlineMs) return open.map((take) => `${take.id} ${take.state}`);
    await sleep(200);
  }
}

/** Compares what the studio has with what it acknowledged. Returns one line per thing lost or broken. */
export async function findLosses(studio, acknowledged, deliveriesDir) {
  const losses = [];
  const takes = new Map((await studio.listTakes({ limit: 1000 })).map((take) => [take.id, take]));
  for (const id of acknowledged.takes) if (!takes.has(id)) losses.push(`take ${id} is lost`);
  for (const [id, takeId] of acknowledged.reviews) {
    const reviews = await studio.listReviews(takeId);
    if (!reviews.some((review) => review.id === id)) losses.push(`review ${id} is lost`);
  }
  for (const [hash, takeId] of acknowledged.approvals) {
    if (!takes.get(takeId)?.approvals.some((approval) => approval.recipeHash === hash))
      losses.push(`approval of ${takeId} is lost`);
  }
  losses.push(...(await findLostRights(studio, acknowledged)));
  losses.push(...(await findUntoldDeliveries(studio, acknowledged, deliveriesDir)));
  for (const id of acknowledged.cancelled) {
    if (takes.get(id)?.state !== 'cancelled') losses.push(`take ${id} was cancelled, and is ${takes.get(id)?.state}`);
  }
  for (const [index, hash] of acknowledged.ledger) {
    const [entry] = await studio.readLedger(index, 1);
    if (entry?.hash !== hash) losses.push(`ledger entry ${index} is another one`);
  }
  const ledger = await studio.auditLedger();
  if (ledger.state !== 'valid') losses.push(...ledger.reasons);
  for (const take of takes.values()) losses.push(...(await findFaultsOfTake(studio, take)));
  return { losses, takes: [...takes.values()], ledgerEntries: ledger.entries };
}

/** A consent is what was acknowledged, and no take stands on one that was withdrawn. */
async function findLostRights(studio, acknowledged) {
  const losses = [];
  const production = (await studio.listProductions()).find(({ slug }) => slug === 'kill-test');
  const consents = production ? (await studio.rights.register('kill-test')).consents : [];
  const byId = new Map(consents.map((consent) => [consent.id, consent]));
  for (const id of acknowledged.granted) {
    if (!['granted', 'withdrawn'].includes(byId.get(id)?.state)) losses.push(`consent ${id} is ${byId.get(id)?.state}`);
  }
  for (const id of acknowledged.withdrawn) {
    if (byId.get(id)?.state !== 'withdrawn') losses.push(`consent ${id} was withdrawn, and is ${byId.get(id)?.state}`);
  }
  for (const { performer } of consents.filter(({ state }) => state === 'withdrawn')) {
    for (const take of await studio.rights.usesOfPerformers([performer])) {
      if (!['quarantined', 'refused', 'cancelled'].includes(take.state)) {
        losses.push(`take ${take.id} stands on a withdrawn consent and is ${take.state}`);
      }
      if (existsSync(studio.folderOfTake(take.id))) losses.push(`take ${take.id} is withheld and shown`);
    }
  }
  return losses;
}

/** Every folder outside, half-written ones included, is told as delivered or as one that may have left. */
async function findUntoldDeliveries(studio, { delivered }, deliveriesDir) {
  const losses = [];
  for (const takeId of delivered) {
    const told = await studio.rights.deliveriesOf(takeId);
    if (!told.some(({ isUncertain }) => !isUncertain)) losses.push(`delivery of ${takeId} is lost`);
  }
  for (const name of existsSync(deliveriesDir) ? readdirSync(deliveriesDir) : []) {
    // `.<take>.<random>.partial` until it is whole.
    const takeId = name.startsWith('.') ? name.split('.')[1] : name;
    const told = await studio.rights.deliveriesOf(takeId);
    if (!told.some(({ folder }) => folder === join(deliveriesDir, takeId)))
      losses.push(`nobody tells of ${name} outside`);
  }
  return losses;
}

async function findFaultsOfTake(studio, found) {
  // A worker that was killed at it left the seal for the next; delivery would make it too.
  const take = found.seal && found.state !== 'quarantined' ? await studio.sealApproval(found.id) : found;
  if (take.state === 'approved' && !take.seal?.approval)
    return [`take ${take.id} is approved, and its seal does not say so`];
  if (!SETTLED.includes(take.state)) return [`take ${take.id} is stuck: ${take.state}`];
  if (take.state === 'failed') return [`take ${take.id} failed: ${take.error?.message}`];
  if (!take.seal || take.state === 'quarantined') return [];
  const report = await studio.verifyTake(take.id);
  const shown = listFiles(studio.folderOfTake(take.id)).sort();
  const expected = take.files.map((file) => file.name).sort();
  const faults = JSON.stringify(shown) === JSON.stringify(expected) ? [] : [`take ${take.id} shows other files`];
  return report.state === 'valid'
    ? faults
    : [...faults, ...report.reasons.map((reason) => `take ${take.id}: ${reason}`)];
}

/** Half or foreign files under final names, and leftovers of dead processes. */
export function findStrayFiles(home) {
  const strays = [];
  for (const name of listFiles(join(home, 'files'))) {
    const expected = name.split('/').at(-1);
    const found = createHash('sha256')
      .update(readFileSync(join(home, 'files', name)))
      .digest('hex');
    if (found !== expected) strays.push(`files/${name} does not have its hash`);
  }
  strays.push(...listFiles(join(home, 'temporary')).map((name) => `temporary/${name} was left`));
  strays.push(...listFiles(join(home, 'work')).map((name) => `work/${name} was left`));
  return strays;
}

/** Live processes whose command line names the home. */
export function findProcesses(home) {
  const own = String(process.pid);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== own)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return command.includes(home) && !command.includes('kill-test.mjs') ? [{ pid: Number(pid), command }] : [];
      } catch {
        return [];
      }
    });
}

function listFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => relative(folder, join(folder, name)));
}
