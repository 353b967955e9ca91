import type { LedgerEntry, LedgerHead } from '@backlot/evidence';
import {
  type Approval,
  DEFAULT_MODEL_TERMS,
  NO_VOCABULARY,
  type Production,
  type Review,
  type TakeFile,
} from '@backlot/film';
import { hashUse } from '../hash-use.ts';
import type { StudioEvent } from '../ports/events.ts';
import type { NewTake, Records, RecordsWriter, TakeFilter } from '../ports/records.ts';
import type { ShotRecord, TakeRecord } from '../take-record.ts';
import { type CrewMemory, createCrewMemory, readCrew, writeCrew } from './in-memory-crew.ts';
import { createModelsMemory, type ModelsMemory, readModels, writeModels } from './in-memory-models.ts';
import { createRightsMemory, type RightsMemory, readRights, writeRights } from './in-memory-rights.ts';

/** What a studio without a database remembers. */
interface Memory {
  takes: Map<string, Omit<TakeRecord, 'approvals' | 'reviewCount' | 'progress'>>;
  progress: Map<string, NonNullable<TakeRecord['progress']>>;
  productions: Map<string, Production>;
  shots: Map<string, ShotRecord>;
  reviews: Review[];
  approvals: Approval[];
  ledger: LedgerEntry[];
  rights: RightsMemory;
  models: ModelsMemory;
  /** Takes by the files that they have, or once had. */
  fileUses: Map<string, Set<string>>;
  crew: CrewMemory;
}

/** Records in memory, with the same promises as the store's: transactions are serialised, whole, and told afterwards. */
export function createInMemoryRecords(tell: (event: StudioEvent) => void, enqueue: (takeId: string) => void): Records {
  let memory: Memory = {
    takes: new Map(),
    progress: new Map(),
    productions: new Map(),
    shots: new Map(),
    reviews: [],
    approvals: [],
    ledger: [],
    rights: createRightsMemory(),
    models: createModelsMemory(),
    fileUses: new Map(),
    crew: createCrewMemory(),
  };
  let queue: Promise<unknown> = Promise.resolve();
  const copy = (): Memory => structuredClone(memory);
  const runTransaction = async <T>(work: (writer: RecordsWriter) => Promise<T>): Promise<T> => {
    const before = copy();
    const afterwards: (() => void)[] = [];
    try {
      const result = await work(createWriter(memory, afterwards, tell, enqueue));
      for (const act of afterwards) act();
      return result;
    } catch (error) {
      memory = before;
      throw error;
    }
  };
  return {
    takes: {
      get: async (id) => compose(memory, id),
      stateOf: async (id) => memory.takes.get(id)?.state,
      list: async (filter) => listTakes(memory, filter),
      findByRecipe: async (recipeHash) => listTakes(memory, {}).filter((take) => take.recipeHash === recipeHash),
      findByFile: async (sha256) => listTakes(memory, {}).filter((take) => memory.fileUses.get(sha256)?.has(take.id)),
      findByMark: async (mark) => listTakes(memory, {}).filter((take) => take.seal?.mark === mark),
      putProgress: async (id, progress) => {
        memory.progress.set(id, progress);
      },
    },
    productions: {
      list: async () => [...memory.productions.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1)),
      get: async (slug) => memory.productions.get(slug),
      shots: async (slug) =>
        [...memory.shots.values()]
          .filter((shot) => shot.production === slug)
          .sort((a, b) => (a.code < b.code ? -1 : 1)),
    },
    reviews: { list: async (takeId) => memory.reviews.filter((review) => review.takeId === takeId) },
    approvals: { of: async (hash) => memory.approvals.filter((approval) => approval.useHash === hash) },
    ledger: {
      head: async () => headOf(memory),
      read: async (fromIndex, limit) => memory.ledger.slice(fromIndex, fromIndex + limit),
      about: async (subject) => memory.ledger.filter((entry) => entry.subject === subject),
    },
    rights: readRights(() => memory.rights),
    models: readModels(() => memory.models),
    crew: readCrew(() => memory.crew),
    transaction: (work) => {
      const turn = queue.then(() => runTransaction(work));
      queue = turn.catch(() => {});
      return turn;
    },
  };
}

function createWriter(
  memory: Memory,
  afterwards: (() => void)[],
  tell: (event: StudioEvent) => void,
  enqueue: (takeId: string) => void,
): RecordsWriter {
  const tellOfTake = (takeId: string) => {
    afterwards.push(() => {
      const state = memory.takes.get(takeId)?.state;
      if (state) tell({ kind: 'take-changed', takeId, state, ledgerIndex: memory.ledger.length - 1 });
    });
  };
  const tellOfRegister = (production: string) => {
    afterwards.push(() => tell({ kind: 'register-changed', production, ledgerIndex: memory.ledger.length - 1 }));
  };
  const demand = (id: string): TakeRecord => {
    const take = compose(memory, id);
    if (!take) throw new Error(`Take "${id}" vanished within its transaction`);
    return take;
  };
  return {
    takes: {
      add: async (take) => {
        addTake(memory, take);
        tellOfTake(take.id);
        return demand(take.id);
      },
      lock: async (id) => compose(memory, id),
      change: async (id, change) => {
        memory.takes.set(id, { ...demand(id), ...change });
        noteFileUses(memory, id, [...(change.outputs ?? []), ...(change.files ?? [])]);
        tellOfTake(id);
        return demand(id);
      },
      noteFiles: async (id, files) => noteFileUses(memory, id, files),
    },
    productions: {
      add: async (production) => {
        if (memory.productions.has(production.slug)) return false;
        memory.productions.set(production.slug, production);
        return true;
      },
      change: async (slug, change) => {
        const production = memory.productions.get(slug);
        if (production) memory.productions.set(slug, { ...production, ...change });
        tellOfRegister(slug);
      },
    },
    rights: writeRights(memory.rights, tellOfRegister),
    models: writeModels(memory.models, (slug) => memory.productions.get(slug)?.models, {
      backEnd: tellOfRegister,
      call: ({ production, take }) =>
        void afterwards.push(() =>
          tell({ kind: 'call-changed', production, ...(take === undefined ? {} : { takeId: take }) }),
        ),
    }),
    crew: writeCrew(memory.crew),
    reviews: {
      add: async (review) => {
        memory.reviews.push(review);
        const { takeId, id: reviewId } = review;
        afterwards.push(() => tell({ kind: 'review-added', takeId, reviewId, ledgerIndex: memory.ledger.length - 1 }));
      },
    },
    approvals: {
      add: async (_takeId, approval) => {
        memory.approvals.push(approval);
      },
    },
    ledger: {
      append: async (build) => {
        const entry = build(headOf(memory));
        memory.ledger.push(entry);
        return entry;
      },
    },
    jobs: {
      enqueue: async (takeId) => {
        afterwards.push(() => enqueue(takeId));
      },
    },
  };
}

function addTake(memory: Memory, take: NewTake): void {
  const { production, shot, requestedAt } = take;
  if (!memory.productions.has(production)) {
    memory.productions.set(production, {
      slug: production,
      title: production,
      packs: [],
      vocabulary: NO_VOCABULARY,
      isUnionOnStrike: false,
      models: DEFAULT_MODEL_TERMS,
      createdAt: requestedAt,
    });
  }
  const key = `${production}:${shot}`;
  const known = memory.shots.get(key) ?? { production, code: shot, createdAt: requestedAt, takeCount: 0 };
  const version = known.takeCount + 1;
  memory.shots.set(key, { ...known, takeCount: version });
  memory.takes.set(take.id, { ...take, version });
}

function noteFileUses(memory: Memory, takeId: string, files: readonly TakeFile[]): void {
  for (const { sha256 } of files) {
    memory.fileUses.set(sha256, new Set(memory.fileUses.get(sha256)).add(takeId));
  }
}

function compose(memory: Memory, id: string): TakeRecord | undefined {
  const take = memory.takes.get(id);
  if (!take) return undefined;
  const progress = memory.progress.get(id);
  return {
    ...take,
    approvals: memory.approvals.filter((approval) => approval.useHash === hashUse(take)),
    reviewCount: memory.reviews.filter((review) => review.takeId === id).length,
    ...(progress ? { progress } : {}),
  };
}

function listTakes(memory: Memory, { production, shot, states, before, limit = 100 }: TakeFilter): TakeRecord[] {
  return [...memory.takes.keys()]
    .sort()
    .reverse()
    .flatMap((id) => compose(memory, id) ?? [])
    .filter((take) => production === undefined || take.production === production)
    .filter((take) => shot === undefined || take.shot === shot)
    .filter((take) => states === undefined || states.includes(take.state))
    .filter((take) => before === undefined || take.id < before)
    .slice(0, Math.min(limit, 1000));
}

function headOf(memory: Memory): LedgerHead | undefined {
  const last = memory.ledger.at(-1);
  return last && { index: last.index, hash: last.hash };
}
