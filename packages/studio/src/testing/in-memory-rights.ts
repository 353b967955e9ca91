import type { Consent, Licence, ModelCard, Performer, Work } from '@backlot/film';
import type { Register, RightsReader, RightsWriter, SealedReference, TakeRight } from '../ports/rights.ts';

/** Registers of rights in memory. */
export interface RightsMemory {
  readonly performers: Map<string, Performer>;
  readonly consents: Map<string, Consent>;
  readonly licences: Map<string, Licence>;
  readonly models: Map<string, ModelCard>;
  readonly works: Map<string, Work>;
  readonly likenesses: Map<string, unknown>;
  readonly references: SealedReference[];
  readonly takeRights: (TakeRight & { readonly takeId: string })[];
}

/** Registers with nothing in them. */
export function createRightsMemory(): RightsMemory {
  return {
    performers: new Map(),
    consents: new Map(),
    licences: new Map(),
    models: new Map(),
    works: new Map(),
    likenesses: new Map(),
    references: [],
    takeRights: [],
  };
}

/** Reads the registers that `memory` gives at the moment of the question. */
export function readRights(memory: () => RightsMemory): RightsReader {
  const register = <T extends { readonly id: string; readonly production: string }>(
    pick: (rights: RightsMemory) => Map<string, T>,
  ): Register<T> => ({
    list: async (production) => sortById(pick(memory()).values()).filter((each) => each.production === production),
    byIds: async (ids) => sortById(pick(memory()).values()).filter((each) => ids.includes(each.id)),
  });
  return {
    performers: register((rights) => rights.performers),
    consents: {
      ...register((rights) => rights.consents),
      ofPerformers: async (ids) =>
        sortById(memory().consents.values()).filter((consent) => ids.includes(consent.performer)),
    },
    licences: register((rights) => rights.licences),
    models: register((rights) => rights.models),
    works: {
      ...register((rights) => rights.works),
      likenessesOf: async (ids) =>
        ids.flatMap((work) => (memory().works.has(work) ? [{ work, likeness: memory().likenesses.get(work) }] : [])),
    },
    takesOn: async ({ kind, ref }) =>
      memory()
        .takeRights.filter((right) => right.kind === kind && right.ref === ref)
        .map((right) => right.takeId)
        .sort()
        .reverse(),
    notedOn: async (takeIds) => {
      const noted = memory().takeRights.filter(({ takeId }) => takeIds.includes(takeId));
      return [...new Map(noted.map(({ kind, ref }) => [`${kind} ${ref}`, { kind, ref }])).values()];
    },
    references: {
      ofPerformers: async (ids) => memory().references.filter((reference) => ids.includes(reference.performer)),
    },
  };
}

/** Writes into the registers of one transaction. */
export function writeRights(rights: RightsMemory, onChange: (production: string) => void): RightsWriter {
  const put =
    <T extends { readonly id: string; readonly production: string }>(register: Map<string, T>) =>
    async (record: T): Promise<void> => {
      register.set(record.id, record);
      onChange(record.production);
    };
  return {
    performers: {
      put: put(rights.performers),
      lock: async (id) => rights.performers.get(id),
    },
    consents: {
      put: put(rights.consents),
      lock: async (id) => rights.consents.get(id),
      hold: async (ids) => sortById(rights.consents.values()).filter(({ performer }) => ids.includes(performer)),
    },
    licences: {
      put: put(rights.licences),
      lock: async (id) => rights.licences.get(id),
      hold: async (ids) => sortById(rights.licences.values()).filter(({ id }) => ids.includes(id)),
    },
    models: { put: put(rights.models), lock: async (id) => rights.models.get(id) },
    works: {
      put: async (work, likeness) => {
        await put(rights.works)(work);
        if (likeness !== undefined) rights.likenesses.set(work.id, likeness);
      },
      lock: async (id) => rights.works.get(id),
    },
    references: { add: async (reference) => void rights.references.push(reference) },
    noteRights: async (takeId, noted) => {
      for (const { kind, ref } of noted) {
        const known = rights.takeRights.some(
          (each) => each.kind === kind && each.ref === ref && each.takeId === takeId,
        );
        if (!known) rights.takeRights.push({ kind, ref, takeId });
      }
    },
  };
}

function sortById<T extends { readonly id: string }>(values: Iterable<T>): T[] {
  return [...values].sort((a, b) => (a.id < b.id ? -1 : 1));
}
