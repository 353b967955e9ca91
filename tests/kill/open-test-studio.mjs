import { randomBytes } from 'node:crypto';
import { openStore } from '@backlot/store';
import { createStudio } from '@backlot/studio';

/** A studio on the real store of `home`, with the rooms of the module at `roomsUrl`. */
export async function openTestStudio(home, roomsUrl) {
  const { createRooms } = await import(roomsUrl);
  const store = await openStore({ home });
  const { records, files, jobs, events, checkpoints } = store;
  const studio = createStudio({
    records,
    files,
    jobs,
    events,
    checkpoints,
    ...createRooms(home),
    clock: { nowMs: () => Date.now() },
    ids: { next: () => Date.now().toString(36).padStart(9, '0') + randomBytes(6).toString('hex') },
    threads: 1,
    version: '0.0.0',
    checkpointEvery: 10,
  });
  const close = async () => {
    await studio.checkpointLedger().catch(() => {});
    await store.close();
  };
  return { studio, close };
}
