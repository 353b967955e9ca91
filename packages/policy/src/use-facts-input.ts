import {
  type Consent,
  consentSchema,
  faceFindingSchema,
  licenceSchema,
  licenceStatementSchema,
  likenessFindingSchema,
  modelCardSchema,
  parseOrExplain,
  performerSchema,
  personSchema,
  policyPackSchema,
  purposeSchema,
  roleSchema,
  shotCodeSchema,
  slugSchema,
  useDeclarationSchema,
  wordsFindingSchema,
} from '@backlot/film';
import { z } from 'zod';
import type { UseFacts } from './use-facts.ts';

const id = z.string().min(1).max(100);
const list = <T extends z.ZodType>(item: T) => z.array(item).max(1000).readonly().default([]);
const words = z.string().trim().min(1).max(200);

/** A register's entries, as its own schema has them; what the register itself adds may be left out. */
const performer = z
  .strictObject({
    ...performerSchema.unwrap().shape,
    production: slugSchema.exactOptional(),
    aliases: performerSchema.unwrap().shape.aliases.default([]),
    characters: performerSchema.unwrap().shape.characters.default([]),
    referenceCount: z.int().nonnegative().default(0),
    createdAt: z.iso.datetime().exactOptional(),
  })
  .readonly();
const consent = z
  .strictObject({
    ...consentSchema.unwrap().shape,
    id: id.exactOptional(),
    production: slugSchema.exactOptional(),
    state: consentSchema.unwrap().shape.state.default('granted'),
    territory: consentSchema.unwrap().shape.territory.default('world'),
    cover: consentSchema.unwrap().shape.cover.default({}),
    /** The signed document's name, or all that the register knows of it. */
    document: z.union([words, consentSchema.unwrap().shape.document.unwrap()]).exactOptional(),
    createdAt: z.iso.datetime().exactOptional(),
  })
  .readonly();
const licence = z
  .strictObject({
    ...licenceSchema.unwrap().shape,
    production: slugSchema.exactOptional(),
    state: licenceSchema.unwrap().shape.state.default('in-force'),
    createdAt: z.iso.datetime().exactOptional(),
  })
  .readonly();
const modelCard = z
  .strictObject({
    ...modelCardSchema.unwrap().shape,
    production: slugSchema.exactOptional(),
    createdAt: z.iso.datetime().exactOptional(),
  })
  .readonly();

const input = z
  .strictObject({
    role: words.default('plate'),
    name: words,
    licence: licenceStatementSchema.exactOptional(),
    /** Instead of `licence`: one of `licences`. */
    licenceId: id.exactOptional(),
  })
  .readonly();

/**
 * A use as somebody writes it down to ask what policy says: the use itself as in a set-up, and the entries of the registers
 * that it names. All may be left out: what remains is an ideation take of nobody, asked for by an artist, under the house
 * rules alone. Unknown keys are refused.
 */
export const useFactsInputSchema = z
  .strictObject({
    action: z.enum(['make-take', 'keep-take', 'view-take', 'deliver-take']).default('make-take'),
    /** Instant of the judgement, with any offset; now where left out. */
    at: z.iso.datetime({ offset: true }).exactOptional(),
    production: slugSchema.default('example'),
    shot: shotCodeSchema.default('sq010/sh0010'),
    packs: z.array(policyPackSchema).max(10).readonly().default([]),
    engine: id.default('collapse'),
    purpose: purposeSchema.default('ideation'),
    askedBy: personSchema.default({ name: 'the artist', role: 'artist' }),
    use: useDeclarationSchema.default({ element: 'other', people: [], models: [] }),
    inputs: list(input),
    performers: list(performer),
    consents: list(consent),
    licences: list(licence),
    models: list(modelCard),
    words: list(wordsFindingSchema),
    faces: list(faceFindingSchema),
    likenesses: list(likenessFindingSchema),
    facesFoundAt: z.iso.datetime().exactOptional(),
    marks: z.strictObject({ signedMetadata: z.boolean(), watermark: z.boolean() }).readonly().exactOptional(),
    isUnionOnStrike: z.boolean().exactOptional(),
    isOffline: z.boolean().exactOptional(),
    /** Who has approved this use, whatever rules ask it of them. */
    approvals: list(z.strictObject({ ...personSchema.unwrap().shape, at: z.iso.datetime().exactOptional() })),
    /** Roles of those who approved the take in review. */
    reviewedBy: list(roleSchema),
  })
  .readonly();
export type UseFactsInput = z.infer<typeof useFactsInputSchema>;

const RECIPE_HASH = '0'.repeat(64);

/**
 * Reads a use file's JSON value as facts that a gate judges. `now` (ISO 8601, UTC) stands in where it names no instant.
 * @throws BacklotError `USE_INVALID`, one line per problem with its path
 */
export function parseUseFacts(value: unknown, now: string, what = 'Use'): UseFacts {
  const read = parseOrExplain(useFactsInputSchema, value, { what, code: 'USE_INVALID' });
  const at = new Date(read.at ?? now).toISOString();
  const own = { production: read.production, createdAt: at };
  const consents = read.consents.map((each, index): Consent => toConsent(each, own, index));
  return {
    action: read.action,
    at,
    production: read.production,
    shot: read.shot,
    packs: read.packs,
    recipeHash: RECIPE_HASH,
    useHash: RECIPE_HASH,
    engine: read.engine,
    purpose: read.purpose,
    declared: read.use,
    requestedBy: read.askedBy,
    inputs: read.inputs.map((each) => toInput(each, read.licences, own)),
    people: read.use.people.map((use) => {
      const known = read.performers.find((each) => each.id === use.performer);
      const theirs = consents.filter((each) => each.performer === use.performer);
      return { use, ...(known ? { performer: { ...own, ...known } } : {}), consents: theirs };
    }),
    models: read.use.models.map((model) => {
      const card = read.models.find((each) => each.id === model);
      return { id: model, ...(card ? { card: { ...own, ...card } } : {}) };
    }),
    words: read.words,
    faces: read.faces,
    likenesses: read.likenesses,
    ...(read.facesFoundAt === undefined ? {} : { facesFoundAt: read.facesFoundAt }),
    ...(read.marks === undefined ? {} : { marks: read.marks }),
    ...(read.isOffline === undefined ? {} : { isOffline: read.isOffline }),
    ...(read.isUnionOnStrike === undefined ? {} : { isUnionOnStrike: read.isUnionOnStrike }),
    approvals: read.approvals.map(({ at: given, ...by }) => ({
      by,
      recipeHash: RECIPE_HASH,
      useHash: RECIPE_HASH,
      ruleIds: 'all' as const,
      at: given ?? at,
    })),
    approvingRoles: read.reviewedBy,
  };
}

interface Own {
  readonly production: string;
  readonly createdAt: string;
}

function toConsent({ document, ...rest }: UseFactsInput['consents'][number], own: Own, index: number): Consent {
  const filed = typeof document === 'string' ? { name: document, sha256: RECIPE_HASH, byteLength: 0 } : document;
  return { id: `c${index + 1}`, ...own, ...rest, ...(filed ? { document: filed } : {}) };
}

function toInput(
  { role, name, licence: stated, licenceId }: UseFactsInput['inputs'][number],
  licences: UseFactsInput['licences'],
  own: Own,
): UseFacts['inputs'][number] {
  const named = licenceId ?? stated?.id;
  const entry = licences.find((each) => each.id === named);
  const fromRegister = entry && { owner: entry.owner, statement: entry.terms, id: entry.id };
  const unknown = licenceId === undefined ? undefined : { owner: '', statement: '', id: licenceId };
  const statement = stated ?? fromRegister ?? unknown;
  return {
    role,
    name,
    ...(statement ? { licence: statement } : {}),
    ...(entry ? { registered: { ...own, ...entry } } : {}),
  };
}
