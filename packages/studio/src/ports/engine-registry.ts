import type { Engine } from '@backlot/engine';

/** The engines that this process can run. */
export interface EngineRegistry {
  readonly get: (id: string) => Engine | undefined;
  readonly list: () => readonly Engine[];
}
