import type { BackEnd, ModelCall, ModelTerms } from '@backlot/film';
import { isCallEnded } from '../models/end-call.ts';
import type { ModelsReader, ModelsWriter } from '../ports/models.ts';

/** Back ends and calls in memory. */
export interface ModelsMemory {
  readonly backEnds: Map<string, BackEnd>;
  readonly keys: Map<string, Uint8Array>;
  readonly calls: Map<string, ModelCall>;
}

/** With nothing in it. */
export function createModelsMemory(): ModelsMemory {
  return { backEnds: new Map(), keys: new Map(), calls: new Map() };
}

/** Reads what `memory` gives at the moment of the question. */
export function readModels(memory: () => ModelsMemory): ModelsReader {
  const backEnds = (production: string): BackEnd[] =>
    [...memory().backEnds.values()].filter((each) => each.production === production);
  const calls = (): ModelCall[] =>
    [...memory().calls.values()].sort((a, b) => (`${a.startedAt} ${a.name}` < `${b.startedAt} ${b.name}` ? -1 : 1));
  return {
    backEnds: {
      list: async (production) => backEnds(production).filter(isThere),
      get: async (id) => thereOf(memory(), id),
      removed: async (production) => backEnds(production).filter((each) => !isThere(each)),
      sealedKey: async (id) => memory().keys.get(id),
    },
    calls: {
      ofTake: async (take) => calls().filter((call) => call.take === take),
      ofProduction: async (production) => calls().filter((call) => call.production === production),
      get: async (id) => memory().calls.get(id),
      open: async () => calls().filter((call) => !isCallEnded(call)),
    },
  };
}

/** Writes in one transaction. */
export function writeModels(
  models: ModelsMemory,
  termsOf: (production: string) => ModelTerms | undefined,
  onChange: (production: string) => void,
): ModelsWriter {
  return {
    backEnds: {
      put: async (backEnd, sealedKey) => {
        models.backEnds.set(backEnd.id, backEnd);
        if (sealedKey) models.keys.set(backEnd.id, sealedKey);
        onChange(backEnd.production);
      },
      lock: async (id) => thereOf(models, id),
      remove: async (backEnd) => {
        models.backEnds.set(backEnd.id, backEnd);
        models.keys.delete(backEnd.id);
        onChange(backEnd.production);
      },
    },
    calls: {
      put: async (call) => {
        models.calls.set(call.id, call);
        onChange(call.production);
      },
      lock: async (id) => models.calls.get(id),
    },
    holdSpend: async (production) => {
      const terms = termsOf(production);
      return terms && { terms, calls: [...models.calls.values()].filter((call) => call.production === production) };
    },
  };
}

function isThere({ removedAt }: BackEnd): boolean {
  return removedAt === undefined;
}

function thereOf({ backEnds }: ModelsMemory, id: string): BackEnd | undefined {
  const backEnd = backEnds.get(id);
  return backEnd && isThere(backEnd) ? backEnd : undefined;
}
