import { type AccessAction, BacklotError, type Person, type Role } from '@backlot/film';
import { actorOfToken, type OpenedStudio, rolesAskedFor, toTakeResource, toTakeToApprove } from '@backlot/server';
import { productionNotFound, rightNotFound, type TakeRecord, takeNotFound } from '@backlot/studio';
import { personOf, type SharedOptions } from '../options.ts';
import type { CommandAccess } from './command-access.ts';

type Actor = Parameters<OpenedStudio['gate']['may']>[0]['actor'];
type Resource = Parameters<OpenedStudio['gate']['may']>[0]['resource'];

/** Who gives a command, and what the rules say of them. Each answer is the acting person as records name them. */
export interface Door {
  readonly actor: Actor;
  /** @throws BacklotError `TAKE_NOT_FOUND` also for one that they may not know of, `ACCESS_DENIED` */
  readonly demandOnTake: (takeId: string, action?: AccessAction) => Promise<Person>;
  /** @throws BacklotError `PRODUCTION_NOT_FOUND` for one that they may not know of, `ACCESS_DENIED` */
  readonly demandOnProduction: (slug: string, action?: AccessAction) => Person;
  /** @throws BacklotError `PERFORMER_NOT_FOUND` also for one that they may not know of, `ACCESS_DENIED` */
  readonly demandOnPerformer: (performerId: string, action?: AccessAction) => Promise<Person>;
  /** @throws BacklotError `CONSENT_NOT_FOUND` also for one that they may not know of, `ACCESS_DENIED` */
  readonly demandOnConsent: (consentId: string, action?: AccessAction) => Promise<Person>;
  /** @throws BacklotError `ACCESS_DENIED` */
  readonly demandInStudio: (action?: AccessAction) => Person;
  /** @throws BacklotError `ACCESS_DENIED` for who may nowhere do this */
  readonly demandAnywhere: (action?: AccessAction) => Person;
  readonly maySee: (take: TakeRecord) => boolean;
  readonly maySeeProduction: (slug: string) => boolean;
}

/**
 * Lets a command in: as the account of `BACKLOT_TOKEN`, or as the machine's own operator in the role that `--role` or the
 * command names.
 * @throws BacklotError `SIGN_IN_NEEDED` for a token that is not valid, `OPTION_INVALID` for `--by` or `--role` beside one,
 * `ACCESS_DENIED` where the rules let them do this nowhere
 */
export async function enter(
  { gate, crew, studio }: Pick<OpenedStudio, 'gate' | 'crew' | 'studio'>,
  access: CommandAccess,
  options: SharedOptions,
): Promise<Door> {
  const token = process.env.BACKLOT_TOKEN;
  const actor = token ? await actorWithToken(crew, token, options) : localOperator(options, access.role);
  const demand = (action: AccessAction, resource: Resource, preferred: readonly Role[] = []): Person => {
    const person = gate.actAs({ actor, action, resource }, preferred);
    if (person) return person;
    const { reasons } = gate.may({ actor, action, resource });
    throw new BacklotError('ACCESS_DENIED', reasons.map((reason) => reason.text).join(' '), {
      hint: token ? 'Ask for a role or a token that may.' : 'Name another role with --role, or who acts with --by.',
      details: { reasons },
    });
  };
  const may = (action: AccessAction, resource: Resource) => gate.may({ actor, action, resource }).allowed;
  const door: Door = {
    actor,
    demandOnTake: async (takeId, action = access.action) => {
      const resource = toTakeResource(await studio.getTake(takeId));
      if (!may(action, resource) && !may('view-take', resource)) throw takeNotFound(takeId);
      const asked = action === 'approve-use' ? await toTakeToApprove(studio, resource.record) : resource;
      return demand(action, resource, rolesAskedFor(asked));
    },
    demandOnProduction: (production, action = access.action) => {
      const resource = { kind: 'production', production } as const;
      if (!may(action, resource) && !may('view-production', resource)) throw productionNotFound(production);
      return demand(action, resource);
    },
    demandOnPerformer: async (performer, action = access.action) => {
      const { production } = await studio.rights.getPerformer(performer);
      const resource = { kind: 'performer', production, performer } as const;
      if (!may(action, resource) && !may('view-consent', resource)) throw rightNotFound('performer', performer);
      return demand(action, resource);
    },
    demandOnConsent: async (consent, action = access.action) => {
      const { production, performer } = await studio.rights.getConsent(consent);
      const resource = { kind: 'performer', production, performer } as const;
      if (!may(action, resource) && !may('view-consent', resource)) throw rightNotFound('consent', consent);
      return demand(action, resource);
    },
    demandInStudio: (action = access.action) => demand(action, { kind: 'studio' }),
    demandAnywhere: (action = access.action) => demand(action, { kind: 'anywhere' }),
    maySee: (take) => may('view-take', toTakeResource(take)),
    maySeeProduction: (production) => may('view-production', { kind: 'production', production }),
  };
  door.demandAnywhere();
  return door;
}

async function actorWithToken(crew: OpenedStudio['crew'], token: string, options: SharedOptions): Promise<Actor> {
  if (options.by !== undefined || options.role !== undefined) {
    throw new BacklotError('OPTION_INVALID', '--by and --role: expected neither, since BACKLOT_TOKEN says who acts', {
      hint: 'Leave them out, or unset BACKLOT_TOKEN.',
    });
  }
  const actor = await actorOfToken(crew, token);
  if (actor) return actor;
  throw new BacklotError('SIGN_IN_NEEDED', 'BACKLOT_TOKEN is not a token that is valid now.', {
    hint: 'Make another one, or unset BACKLOT_TOKEN to act as the operator of this machine.',
  });
}

/** Whoever may read this home may do all of this anyhow; the rules still say in which role what is done. */
function localOperator(options: SharedOptions, role: Role): Actor {
  const person = personOf(options, role);
  return {
    id: `local:${person.name}`,
    name: person.name,
    isOwner: person.role === 'owner',
    roles: { '*': [person.role] },
    performers: [],
  };
}
