import { BacklotError } from '@backlot/film';
import { demandViewable } from './judge-take.ts';
import { finishWithdrawals } from './rights/withdraw-consent.ts';
import type { StudioPorts } from './studio.ts';

/** How long what is felt at once elsewhere may go on lying in a folder: an expiry, or what a killed process left. */
const LOOK_EVERY_MS = 600_000;

/**
 * Takes out of sight what may not be seen: at once and every ten minutes it finishes withdrawals that nobody lived to
 * finish and hides the folders of takes that policy no longer shows, and from now on each quarantined take as it happens.
 * Returns what ends the watch.
 */
export function keepHidingWithheld(ports: StudioPorts, onError: (error: unknown) => void): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = looking
      .then(() => finishWithdrawals(ports))
      .then(() => hideAll(ports))
      .catch(onError);
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  const unsubscribe = ports.events.subscribe((event) => {
    if (event.kind === 'take-changed' && event.state === 'quarantined') {
      ports.files.hideTake(event.takeId).catch(onError);
    }
    // What happened while the line was down was not told.
    if (event.kind === 'resync') look();
  });
  return () => {
    unsubscribe();
    clearInterval(timer);
    return looking;
  };
}

/** Hides a take's folder where its files are withheld. */
export async function hideIfWithheld(ports: StudioPorts, takeId: string): Promise<void> {
  if (await isWithheld(ports, takeId)) await ports.files.hideTake(takeId);
}

async function hideAll(ports: StudioPorts): Promise<void> {
  for (const takeId of await ports.files.listShown()) await hideIfWithheld(ports, takeId);
}

async function isWithheld(ports: StudioPorts, takeId: string): Promise<boolean> {
  try {
    await demandViewable(ports, takeId);
    return false;
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    if (error.code === 'TAKE_QUARANTINED' || error.code === 'DECISION_DENIED') return true;
    // A folder of another name is not ours to remove.
    if (error.code === 'TAKE_NOT_FOUND') return false;
    throw error;
  }
}
