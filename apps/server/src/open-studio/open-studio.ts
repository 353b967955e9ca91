import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type AccessGate, createAccessGate, createPolicyGate, createWordsCheck } from '@backlot/policy';
import { openStore } from '@backlot/store';
import { type Crew, createCrew, createStudio, type SignInTables, type Studio } from '@backlot/studio';
import { readSignInSecret } from '../sign-in/read-sign-in-secret.ts';
import { secrets } from '../sign-in/secrets.ts';
import { createEngineRegistry } from './engines.ts';
import { createFaceCheck } from './face-check.ts';
import { createIds } from './ids.ts';
import { createInspector } from './inspector.ts';
import { createLikenessCheck } from './likeness-check.ts';
import { openModelRoom } from './model-room.ts';
import { createNotary } from './notary.ts';
import { createSealer } from './sealer.ts';
import { createVault } from './vault.ts';

const STUDIO_VERSION = '0.1.0';

/** Where a studio lives and how much of the machine it may take. */
export interface OpenStudioOptions {
  /** BACKLOT_HOME: an absolute path; made when it is not there. */
  readonly home: string;
  /** A PostgreSQL of one's own instead of the embedded one. */
  readonly databaseUrl?: string;
  /** Threads for engines; default all cores. */
  readonly threads?: number;
  readonly log?: (message: string, error?: unknown) => void;
  /** Ledger entries between two signed checkpoints; default 100. */
  readonly checkpointEvery?: number;
  /** Names of signing certificate and key; default `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** A studio on its real store, with the engines of this build. Close it when done: that signs the last checkpoint. */
export interface OpenedStudio {
  readonly studio: Studio;
  /** The studio's own people. */
  readonly crew: Crew;
  /** Judges who may do what, for every way in. */
  readonly gate: AccessGate;
  /** What the sign-in library needs. */
  readonly signIn: { readonly tables: SignInTables; readonly secret: () => Promise<string> };
  readonly home: string;
  readonly close: () => Promise<void>;
}

/**
 * Wires the use cases to PostgreSQL, policy, inspection and sealing: the one place where all rooms meet.
 * @throws BacklotError `FOLDER_READ_ONLY`, `DATABASE_UNAVAILABLE`, `POLICY_INVALID`, `SIGNER_INVALID`
 */
export async function openStudio(options: OpenStudioOptions): Promise<OpenedStudio> {
  const policy = createPolicyGate();
  const gate = createAccessGate();
  const clock = { nowMs: () => Date.now() };
  const ids = createIds();
  const log = options.log ?? (() => {});
  const environment = options.environment ?? process.env;
  const signing = {
    folder: join(options.home, 'signing'),
    environment,
    nowMs: clock.nowMs,
  };
  const store = await openStore({
    home: options.home,
    ...(options.databaseUrl === undefined ? {} : { databaseUrl: options.databaseUrl }),
    log,
  });
  const studio = createStudio({
    records: store.records,
    files: store.files,
    jobs: store.jobs,
    events: store.events,
    engines: createEngineRegistry(),
    policy,
    inspector: createInspector(),
    sealer: createSealer({ ...signing, studioVersion: STUDIO_VERSION }),
    checkpoints: store.checkpoints,
    notary: createNotary(signing),
    words: createWordsCheck,
    faces: createFaceCheck(),
    likenesses: createLikenessCheck(),
    vault: createVault(join(options.home, 'keys')),
    models: await openModelRoom({ home: options.home, environment, log }),
    clock,
    ids,
    threads: options.threads ?? availableParallelism(),
    version: STUDIO_VERSION,
    ...(options.checkpointEvery === undefined ? {} : { checkpointEvery: options.checkpointEvery }),
    log,
  });
  const close = async () => {
    // What was done is done: a checkpoint that cannot be signed now is signed by the next process.
    await studio.checkpointLedger().catch((error: unknown) => log('Checkpoint of the ledger', error));
    await store.close();
  };
  return {
    studio,
    crew: createCrew({ records: store.records, clock, ids, secrets }),
    gate,
    signIn: { tables: store.signIn, secret: () => readSignInSecret(options.home) },
    home: options.home,
    close,
  };
}
