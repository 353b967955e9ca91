import { isViewingFile, type Role, rolesAsked } from '@backlot/film';
import type {
  AnywhereResource,
  PerformerResource,
  ProductionResource,
  StudioResource,
  TakeResource,
} from '@backlot/policy';
import {
  backEndNotFound,
  productionNotFound,
  rightNotFound,
  type Studio,
  type TakeRecord,
  takeNotFound,
} from '@backlot/studio';
import type { RouteResource } from './route-access.ts';

/** A take with its record, so that handlers need not read it again. */
export interface TakeInDoor extends TakeResource {
  readonly record: TakeRecord;
}

/** The studio as a whole: only roles held in all productions count. */
export const theStudio: RouteResource<unknown, StudioResource> = { read: () => ({ kind: 'studio' }) };

/** No production in particular: any role counts, and the handler shows only what the actor may see. */
export const anywhere: RouteResource<unknown, AnywhereResource> = { read: () => ({ kind: 'anywhere' }) };

/** The production that the path names. */
export const theProduction: RouteResource<{ readonly production: string }, ProductionResource> = {
  read: ({ production }) => ({ kind: 'production', production }),
  hidden: { unless: 'view-production', notFound: ({ production }) => productionNotFound(production) },
};

/** The take that the path names. */
export const theTake: RouteResource<{ readonly take: string }, TakeInDoor> = {
  read: async ({ take }, { studio }) => toTakeResource(await studio.getTake(take)),
  hidden: { unless: 'view-take', notFound: ({ take }) => takeNotFound(take) },
};

/** The same, with the decision that asks for an approval now: an approved take waits where its delivery does. */
export const theTakeToApprove: typeof theTake = {
  ...theTake,
  read: async ({ take }, { studio }) => toTakeToApprove(studio, await studio.getTake(take)),
};

/**
 * The files of the take that the path names: what is shown or handed out of it. Asked besides whether consent lets anybody
 * look at this moment: the one place where downloads and frames ask it.
 */
export const theTakesFiles: RouteResource<
  { readonly take: string; readonly name?: string; readonly pass?: string },
  TakeInDoor
> = {
  ...theTake,
  read: async ({ take, name, pass }, { studio }) => {
    const resource = toTakeResource(await studio.getTake(take));
    const file = resource.record.files.find((each) => each.name === name);
    // The picture as the player shows it frame by frame is made for looking; passes and plate are not.
    return { ...resource, isViewingFile: pass === 'composite' || (file !== undefined && isViewingFile(file)) };
  },
  demandAlso: ({ take }, { studio }) => studio.demandViewable(take),
};

/** The performer that the path names. */
export const thePerformer: RouteResource<{ readonly performer: string }, PerformerResource> = {
  read: async ({ performer: id }, { studio }) => {
    const { production } = await studio.rights.getPerformer(id);
    return { kind: 'performer', production, performer: id };
  },
  hidden: { unless: 'view-consent', notFound: ({ performer }) => rightNotFound('performer', performer) },
};

/** The consent that the path names: it is its performer's. */
export const theConsent: RouteResource<{ readonly consent: string }, PerformerResource> = {
  read: async ({ consent }, { studio }) => {
    const { production, performer } = await studio.rights.getConsent(consent);
    return { kind: 'performer', production, performer };
  },
  hidden: { unless: 'view-consent', notFound: ({ consent }) => rightNotFound('consent', consent) },
};

/** The production whose back end the path names. */
export const theBackEnd: RouteResource<{ readonly backEnd: string }, ProductionResource> = {
  read: async ({ backEnd }, { studio }) => {
    const { production } = await studio.models.getBackEnd(backEnd);
    return { kind: 'production', production };
  },
  hidden: { unless: 'view-models', notFound: ({ backEnd }) => backEndNotFound(backEnd) },
};

/** The production in whose register the licence stands that the path names. */
export const theLicence: RouteResource<{ readonly licence: string }, ProductionResource> = {
  read: async ({ licence }, { studio }) => {
    const { production } = await studio.rights.getLicence(licence);
    return { kind: 'production', production };
  },
  hidden: { unless: 'view-register', notFound: ({ licence }) => rightNotFound('licence', licence) },
};

/** The production in whose register the model card stands that the path names. */
export const theModel: RouteResource<{ readonly model: string }, ProductionResource> = {
  read: async ({ model }, { studio }) => {
    const { production } = await studio.rights.getModel(model);
    return { kind: 'production', production };
  },
  hidden: { unless: 'view-register', notFound: ({ model }) => rightNotFound('model', model) },
};

/** The production that has the work on file that the path names. */
export const theWork: RouteResource<{ readonly work: string }, ProductionResource> = {
  read: async ({ work }, { studio }) => {
    const { production } = await studio.rights.getWork(work);
    return { kind: 'production', production };
  },
  hidden: { unless: 'view-register', notFound: ({ work }) => rightNotFound('work', work) },
};

/**
 * What the request's body names: the handler reads it and then asks `access.demand(action, resource)`, before it does
 * anything. Until then it is enough that the actor might somewhere.
 */
export const namedInBody: RouteResource<unknown, AnywhereResource> = {
  read: () => ({ kind: 'anywhere' }),
  isAskedByHandler: true,
};

/** A production by its slug, or with `*` the studio as a whole. */
export function placeOf(production: string): ProductionResource | StudioResource {
  return production === '*' ? { kind: 'studio' } : { kind: 'production', production };
}

/** A take with the decision that asks for an approval now; see `theTakeToApprove`. */
export async function toTakeToApprove(studio: Pick<Studio, 'explainUse'>, record: TakeRecord): Promise<TakeInDoor> {
  if (record.state !== 'approved' && record.state !== 'delivered') return toTakeResource(record);
  const { decision } = await studio.explainUse(record.id);
  return toTakeResource({ ...record, decision });
}

/** A take as the access rules see it. */
export function toTakeResource(record: TakeRecord): TakeInDoor {
  return {
    kind: 'take',
    take: record.id,
    production: record.production,
    shot: record.shot,
    state: record.state,
    requestedBy: record.requestedBy,
    performers: record.use.people.map((person) => person.performer),
    record,
  };
}

/** Roles whose approval the take's decision asks for. */
export function rolesAskedFor({ record }: TakeInDoor): readonly Role[] {
  return rolesAsked(record.decision?.reasons ?? []);
}
