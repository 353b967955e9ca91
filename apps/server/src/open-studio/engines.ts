import type { Engine } from '@backlot/engine';
import { collapseEngine } from '@backlot/engine-collapse';
import type { EngineRegistry } from '@backlot/studio';

/** Every engine this build can run, by id. */
export function createEngineRegistry(engines: readonly Engine[] = [asEngine(collapseEngine)]): EngineRegistry {
  const byId = new Map(engines.map((engine) => [engine.id, engine]));
  return { get: (id) => byId.get(id), list: () => [...byId.values()] };
}

/** The studio hands an engine only what its own `parametersSchema` parsed, so the type parameter can be forgotten here. */
function asEngine<Parameters>(engine: Engine<Parameters>): Engine {
  return engine as Engine<unknown> as Engine;
}
