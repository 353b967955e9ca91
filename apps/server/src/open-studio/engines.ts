import type { Engine } from '@backlot/engine';
import { collapseEngine } from '@backlot/engine-collapse';
import { finishEngine } from '@backlot/engine-finish';
import { imageEngine } from '@backlot/engine-image';
import { soundEngine } from '@backlot/engine-sound';
import { videoEngine } from '@backlot/engine-video';
import { voiceEngine } from '@backlot/engine-voice';
import type { EngineRegistry } from '@backlot/studio';

const ENGINES: readonly Engine[] = [
  asEngine(collapseEngine),
  asEngine(imageEngine),
  asEngine(videoEngine),
  asEngine(finishEngine),
  asEngine(voiceEngine),
  asEngine(soundEngine),
];

/** Every engine this build can run, by id. */
export function createEngineRegistry(engines: readonly Engine[] = ENGINES): EngineRegistry {
  const byId = new Map(engines.map((engine) => [engine.id, engine]));
  return { get: (id) => byId.get(id), list: () => [...byId.values()] };
}

/** The studio hands an engine only what its own `parametersSchema` parsed, so the type parameter can be forgotten here. */
function asEngine<Parameters>(engine: Engine<Parameters>): Engine {
  return engine as Engine<unknown> as Engine;
}
