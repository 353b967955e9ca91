import type { Engine } from '@backlot/engine';
import { createPolicyGate, createWordsCheck } from '@backlot/policy';
import type { StudioEvent } from '../ports/events.ts';
import type { StudioPorts } from '../studio.ts';
import { checksumNotary } from './checksum-notary.ts';
import { checksumSealer, countInspector } from './checksum-sealer.ts';
import { clayEngine } from './clay-engine.ts';
import { createFolderFiles } from './folder-files.ts';
import { gradientEngine } from './gradient-engine.ts';
import { createInMemoryCheckpoints } from './in-memory-checkpoints.ts';
import { createInMemoryJobs, type InMemoryJobs } from './in-memory-jobs.ts';
import { createInMemoryRecords } from './in-memory-records.ts';
import { markerFaces, markerVault } from './marker-faces.ts';
import { markerLikenesses } from './marker-likenesses.ts';
import { type ClayVendor, createTestModels } from './test-models.ts';

/** Ports without a database: everything but the files is in memory, the rules and the engine are real. */
export interface InMemoryPorts extends StudioPorts {
  readonly models: ClayVendor;
  readonly jobs: InMemoryJobs;
}

/** Ports for tests below the folder `root`; time moves by one second with each question. */
export function createInMemoryPorts(root: string): InMemoryPorts {
  const listeners = new Set<(event: StudioEvent) => void>();
  const tell = (event: StudioEvent) => {
    for (const listener of listeners) listener(event);
  };
  const jobs = createInMemoryJobs();
  let [seconds, ids] = [0, 0];
  return {
    records: createInMemoryRecords(tell, jobs.enqueue),
    files: createFolderFiles(root),
    jobs,
    events: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      publishProgress: (takeId, progress) => tell({ kind: 'take-progressed', takeId, progress }),
    },
    checkpoints: createInMemoryCheckpoints(),
    ...createTestRooms(),
    models: createTestModels(),
    clock: { nowMs: () => Date.UTC(2026, 0, 1) + 1000 * seconds++ },
    ids: { next: () => `id${String(ids++).padStart(6, '0')}` },
    threads: 1,
    version: '0.0.0',
  };
}

/** The rooms beside the store that a test studio needs: the gradient engine, the real rules, seals by checksum. */
export function createTestRooms(): Pick<
  StudioPorts,
  'engines' | 'policy' | 'inspector' | 'sealer' | 'notary' | 'words' | 'faces' | 'likenesses' | 'vault' | 'models'
> {
  // The studio gives an engine only what its own schema parsed.
  const engines = [gradientEngine as Engine<unknown> as Engine, clayEngine as Engine<unknown> as Engine];
  return {
    engines: { get: (id) => engines.find((engine) => engine.id === id), list: () => engines },
    policy: createPolicyGate(),
    inspector: countInspector,
    sealer: checksumSealer,
    words: createWordsCheck,
    faces: markerFaces,
    likenesses: markerLikenesses,
    vault: markerVault,
    notary: checksumNotary,
    models: createTestModels(),
  };
}
