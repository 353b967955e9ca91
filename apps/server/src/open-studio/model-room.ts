import { join } from 'node:path';
import type { BackEndAdapter } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { openBackEnds, openGateway } from '@backlot/models';
import type { ModelRoom } from '@backlot/studio';

const DEFAULT_WAIT_MINUTES = 120;

/** What the model room needs from outside. */
export interface ModelRoomOptions {
  /** Workflows of the studio's own lie in `<home>/workflows`, ONNX models in `<home>/models`. */
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: (message: string, error?: unknown) => void;
}

/**
 * Every back end of this build, behind the one way out. `BACKLOT_OFFLINE=1` sends nothing at all;
 * `BACKLOT_MODEL_WAIT_MINUTES` says how long one call may take, 120 unless it says otherwise.
 * @throws BacklotError `OPTION_INVALID`
 */
export async function openModelRoom({ home, environment, log }: ModelRoomOptions): Promise<ModelRoom> {
  const adapters = await readBackEnds(home, log);
  return {
    adapters: new Map(adapters.map((adapter) => [adapter.kind, adapter])),
    connect: ({ address, isOwn, isOffline }) =>
      openGateway({ ...(isOwn && address !== undefined ? { ownAddress: address } : {}), isOffline }),
    isOffline: environment.BACKLOT_OFFLINE === '1',
    waitMs: readWaitMinutes(environment.BACKLOT_MODEL_WAIT_MINUTES) * 60_000,
  };
}

/** A workflow of the studio's own that cannot be read keeps nobody from working with the others. */
async function readBackEnds(home: string, log: ModelRoomOptions['log']): Promise<readonly BackEndAdapter[]> {
  const modelFolder = join(home, 'models');
  try {
    return await openBackEnds({ workflowFolders: [join(home, 'workflows')], modelFolder });
  } catch (error) {
    if (!(error instanceof BacklotError)) throw error;
    log(`${error.message}; the shipped workflows are there, the studio's own are not`, error);
    return openBackEnds({ modelFolder });
  }
}

function readWaitMinutes(value: string | undefined): number {
  if (value === undefined || value === '') return DEFAULT_WAIT_MINUTES;
  const minutes = Number(value);
  if (minutes > 0 && minutes <= 10_080) return minutes;
  throw new BacklotError(
    'OPTION_INVALID',
    `BACKLOT_MODEL_WAIT_MINUTES: expected minutes up to a week, got "${value}"`,
    { hint: 'Give a number such as 120, or leave it out.' },
  );
}
