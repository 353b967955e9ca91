import { type BackEnd, type ModelCall, type ModelTerms, spentOn } from '@backlot/film';
import { isCallEnded } from '../models/end-call.ts';
import type { ModelsReader, ModelsWriter, ShotAccount } from '../ports/models.ts';

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
  const calls = () => oldestFirst(memory());
  return {
    backEnds: {
      list: async (production) => backEnds(production).filter(isThere),
      get: async (id) => thereOf(memory(), id),
      removed: async (production) => backEnds(production).filter((each) => !isThere(each)),
      sealedKey: async (id) => memory().keys.get(id),
    },
    calls: {
      ofTake: async (take) => calls().filter((call) => call.take === take),
      ofProduction: async (production, most) =>
        lastOf(
          calls().filter((call) => call.production === production),
          most,
        ),
      finishedOf: async (card, most) =>
        lastOf(
          calls().filter((call) => call.card === card && call.state === 'finished' && call.reuses === undefined),
          most,
        ),
      accounts: async (production) => accountsOf(memory(), production),
      get: async (id) => memory().calls.get(id),
      open: async () => calls().filter((call) => !isCallEnded(call)),
    },
  };
}

/** Who is told what was written. */
export interface ModelsListener {
  readonly backEnd: (production: string) => void;
  readonly call: (call: ModelCall) => void;
}

/** Writes in one transaction. */
export function writeModels(
  models: ModelsMemory,
  termsOf: (production: string) => ModelTerms | undefined,
  onChange: ModelsListener,
): ModelsWriter {
  return {
    backEnds: {
      put: async (backEnd, sealedKey) => {
        models.backEnds.set(backEnd.id, backEnd);
        if (sealedKey) models.keys.set(backEnd.id, sealedKey);
        onChange.backEnd(backEnd.production);
      },
      lock: async (id) => thereOf(models, id),
      remove: async (backEnd) => {
        models.backEnds.set(backEnd.id, backEnd);
        models.keys.delete(backEnd.id);
        onChange.backEnd(backEnd.production);
      },
    },
    calls: {
      put: async (call) => {
        models.calls.set(call.id, call);
        onChange.call(call);
      },
      lock: async (id) => models.calls.get(id),
      openAt: async ({ id, production }) =>
        oldestFirst(models).filter(
          (call) => call.production === production && call.backEnd === id && !isCallEnded(call),
        ),
    },
    holdSpend: async (production) => {
      const terms = termsOf(production);
      return terms && { terms, accounts: accountsOf(models, production) };
    },
  };
}

function oldestFirst({ calls }: ModelsMemory): ModelCall[] {
  return [...calls.values()].sort((a, b) => (`${a.startedAt} ${a.name}` < `${b.startedAt} ${b.name}` ? -1 : 1));
}

function lastOf(calls: readonly ModelCall[], most = calls.length): readonly ModelCall[] {
  return most === 0 ? [] : calls.slice(-most);
}

function accountsOf(memory: ModelsMemory, production: string): readonly ShotAccount[] {
  const calls = oldestFirst(memory).filter((call) => call.production === production);
  const shots = [...new Set(calls.map(({ shot }) => shot))].sort();
  return shots.map((shot) => {
    const own = calls.filter((call) => call.shot === shot);
    const sum = (some: readonly ModelCall[]) => some.reduce((total, call) => total + spentOn(call), 0);
    return {
      ...(shot === undefined ? {} : { shot }),
      spentUsdMicros: sum(own),
      uncertainUsdMicros: sum(
        own.filter(({ state, costUsdMicros }) => state !== 'finished' && costUsdMicros === undefined),
      ),
      callCount: own.filter(({ reuses }) => reuses === undefined).length,
    };
  });
}

function isThere({ removedAt }: BackEnd): boolean {
  return removedAt === undefined;
}

function thereOf({ backEnds }: ModelsMemory, id: string): BackEnd | undefined {
  const backEnd = backEnds.get(id);
  return backEnd && isThere(backEnd) ? backEnd : undefined;
}
