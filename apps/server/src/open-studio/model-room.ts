import type { BackEndAdapter } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { backEnds, openGateway } from '@backlot/models';
import type { ModelRoom } from '@backlot/studio';

const DEFAULT_WAIT_MINUTES = 120;

/**
 * Every back end of this build, behind the one way out. `BACKLOT_OFFLINE=1` sends nothing at all;
 * `BACKLOT_MODEL_WAIT_MINUTES` says how long one call may take, 120 unless it says otherwise.
 * @throws BacklotError `OPTION_INVALID`
 */
export function createModelRoom(
  environment: Readonly<Record<string, string | undefined>>,
  adapters: readonly BackEndAdapter[] = backEnds,
): ModelRoom {
  return {
    adapters: new Map(adapters.map((adapter) => [adapter.kind, adapter])),
    connect: ({ address, isOwn, isOffline }) =>
      openGateway({ ...(isOwn && address !== undefined ? { ownAddress: address } : {}), isOffline }),
    isOffline: environment.BACKLOT_OFFLINE === '1',
    waitMs: readWaitMinutes(environment.BACKLOT_MODEL_WAIT_MINUTES) * 60_000,
  };
}

function readWaitMinutes(value: string | undefined): number {
  if (value === undefined || value === '') return DEFAULT_WAIT_MINUTES;
  const minutes = Number(value);
  if (minutes > 0 && minutes <= 10_080) return minutes;
  throw new BacklotError(
    'OPTION_INVALID',
    `BACKLOT_MODEL_WAIT_MINUTES: expected minutes up to a week, got "${value}"`,
    {
      hint: 'Give a number such as 120, or leave it out.',
    },
  );
}
