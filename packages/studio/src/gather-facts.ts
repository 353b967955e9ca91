import type { Approval, EgressManifest, LicenceStatement, ModelCard, Person, Role } from '@backlot/film';
import type { UseAction, UsedInput, UsedPerson, UseFacts } from '@backlot/policy';
import { gatherSendings } from './gather-sendings.ts';
import { hashUse } from './hash-use.ts';
import { licencesVia } from './licences-of-inputs.ts';
import { isMarkedThroughout } from './marked-files.ts';
import { listUnlicensedWorks } from './rights/unlicensed-works.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

/** A take's part of the facts: what it is, and what it wants. */
type JudgedTake = Pick<
  TakeRecord,
  'production' | 'shot' | 'recipe' | 'recipeHash' | 'licences' | 'use' | 'words' | 'faces' | 'likenesses'
> &
  Partial<Pick<TakeRecord, 'requestedBy' | 'startedAt' | 'facesFoundAt' | 'seal' | 'files'>> & {
    readonly egress?: EgressManifest | undefined;
  };

/** Who wants what to happen, and what has been said so far. */
export interface Asking {
  readonly action: UseAction;
  readonly by: Person;
  readonly approvals: readonly Approval[];
  readonly approvingRoles: readonly Role[];
  /** The delivery that is asked about puts the take's mark into ProRes masters too; false by default. */
  readonly marksMasters?: boolean;
}

/** Collects from the registers all that the rules may know of one use. Judges nothing. */
export async function gatherFacts(
  ports: Pick<StudioPorts, 'records' | 'clock' | 'models'>,
  take: JudgedTake,
  { action, by, approvals, approvingRoles, marksMasters = false }: Asking,
): Promise<UseFacts> {
  const { records, clock, models } = ports;
  const { recipe, recipeHash, use, seal, files = [] } = take;
  const [production, people, inputs, cards, sendings, likenesses] = await Promise.all([
    records.productions.get(take.production),
    gatherPeople(records, take),
    gatherInputs(records, take),
    use.models.length === 0 ? [] : records.rights.models.byIds(use.models),
    gatherSendings(ports, take, take.egress),
    gatherLikenesses(ports, take),
  ]);
  return {
    action,
    at: new Date(clock.nowMs()).toISOString(),
    production: take.production,
    shot: take.shot,
    packs: production?.packs ?? [],
    isUnionOnStrike: production?.isUnionOnStrike ?? false,
    isOffline: models.isOffline || production?.models.isOffline === true,
    recipeHash,
    useHash: hashUse(take),
    engine: recipe.engine.id,
    purpose: recipe.purpose,
    declared: use,
    requestedBy: by,
    inputs,
    people,
    models: use.models.map((id) => {
      const found = cards.find((each) => each.id === id && each.production === take.production);
      const card = found && asItWas(found, take);
      const sending = sendings.get(id);
      return { id, ...(card ? { card } : {}), ...(sending ? { sending } : {}) };
    }),
    words: take.words,
    ...(take.facesFoundAt === undefined ? {} : { facesFoundAt: take.facesFoundAt }),
    // Of what would leave: viewing files and masters. Working files never carry the mark, and are not held against it.
    ...(seal ? { marks: { signedMetadata: true, watermark: isMarkedThroughout({ files, seal }, marksMasters) } } : {}),
    ...(take.requestedBy ? { takeRequestedBy: take.requestedBy } : {}),
    faces: take.faces.filter(({ verdict }) => verdict !== 'in-plate' && verdict !== 'fleeting'),
    likenesses,
    approvals,
    approvingRoles,
  };
}

/** A card that was retired after a take began holds for that take as it was. */
function asItWas(card: ModelCard, { startedAt }: JudgedTake): ModelCard {
  const { retiredAt, ...unretired } = card;
  return startedAt !== undefined && retiredAt !== undefined && startedAt < retiredAt ? unretired : card;
}

/** A work that was licensed since inspection saw it is no question any more. */
async function gatherLikenesses(
  ports: Pick<StudioPorts, 'records' | 'clock'>,
  { production, likenesses }: JudgedTake,
): Promise<TakeRecord['likenesses']> {
  if (likenesses.length === 0) return [];
  const unlicensed = new Set((await listUnlicensedWorks(ports, production)).map(({ id }) => id));
  return likenesses.filter(({ work }) => work === undefined || unlicensed.has(work));
}

/** A performer of another production counts as unknown: what was agreed there says nothing here. */
async function gatherPeople({ rights }: StudioPorts['records'], take: JudgedTake): Promise<UsedPerson[]> {
  const ids = [...new Set(take.use.people.map((person) => person.performer))];
  if (ids.length === 0) return [];
  const [performers, consents] = await Promise.all([rights.performers.byIds(ids), rights.consents.ofPerformers(ids)]);
  return take.use.people.map((use) => {
    const performer = performers.find((each) => each.id === use.performer && each.production === take.production);
    const own = consents.filter((each) => each.performer === use.performer && each.production === take.production);
    return { use, ...(performer ? { performer } : {}), consents: performer ? own : [] };
  });
}

async function gatherInputs({ rights }: StudioPorts['records'], take: JudgedTake): Promise<UsedInput[]> {
  const { inputs } = take.recipe;
  const ids = Object.values(take.licences).flatMap(({ id }) => id ?? []);
  const registered = ids.length === 0 ? [] : await rights.licences.byIds(ids);
  const toUsed = (role: string, name: string, licence: LicenceStatement | undefined): UsedInput => {
    const entry = registered.find(({ id, production }) => id === licence?.id && production === take.production);
    return { role, name, ...(licence ? { licence } : {}), ...(entry ? { registered: entry } : {}) };
  };
  // A licence is one for all files of a role: a sequence is one question to the rules, not hundreds.
  const roles = [...new Set(inputs.map(({ role }) => role))];
  return roles.flatMap((role) => {
    const name = nameTogether(inputs.filter((input) => input.role === role));
    // What an input was made of stands under licences of its own, in the roles that it had there.
    const via = licencesVia(take.licences, role).map(([origin, licence]) => toUsed(origin, name, licence));
    return [toUsed(role, name, take.licences[role]), ...via];
  });
}

function nameTogether(files: readonly { readonly name: string }[]): string {
  const first = files[0]?.name ?? '';
  return files.length > 1 ? `${first} and ${files.length - 1} more` : first;
}
