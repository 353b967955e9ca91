import type { Engine, SourceTake } from '@backlot/engine';
import { hashRecipe } from '@backlot/evidence';
import {
  BacklotError,
  type EgressManifest,
  type LicenceStatement,
  parseOrExplain,
  parseTakeSetUp,
  type Recipe,
  type TakeSetUp,
  UNDECLARED_USE,
  type UseDeclaration,
} from '@backlot/film';
import { checkWords } from './check-words.ts';
import { demandDeclaredPeople } from './demand-declared-people.ts';
import { findSources, licenceOfSource, rightsOfSources, withPeopleOf } from './find-sources.ts';
import { keepLicences } from './keep-licences.ts';
import { locateInputs, type StagedInput, stageInput } from './locate-inputs.ts';
import { planEgress } from './models/plan-egress.ts';
import type { TakeRight } from './ports/rights.ts';
import { findLicence, rightNotFound } from './rights/find-right.ts';
import type { StudioPorts, TakeRequest } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

/** A request as it was understood: what would be recorded of it. */
export interface ReadRequest
  extends Pick<TakeRecord, 'production' | 'shot' | 'recipe' | 'recipeHash' | 'licences' | 'use' | 'words' | 'picture'> {
  readonly seed: number;
  readonly egress: EgressManifest | undefined;
  /** What the takes stand on that inputs come from. */
  readonly inherited: readonly TakeRight[];
  /** Makes the inputs durable. */
  readonly keepInputs: () => Promise<void>;
}

/**
 * Reads a set-up, lets the engine look at the inputs, and gathers what is to be known of it. Its inputs are dropped when
 * `work` is done, unless it keeps them.
 */
export async function readRequest<T>(
  ports: StudioPorts,
  request: TakeRequest,
  work: (read: ReadRequest) => Promise<T>,
): Promise<T> {
  const engine = findEngine(ports, request.engine);
  const given = await keepLicences(ports, parseTakeSetUp(request.setUp), request.reused ?? {});
  const sources = await findSources(ports, given);
  const setUp = complete(engine, given, sources);
  const parameters = parseOrExplain(engine.parametersSchema, setUp.parameters, { what: 'Set-up', at: ['parameters'] });
  demandDeclaredPeople(engine.people?.(parameters) ?? [], setUp.use ?? UNDECLARED_USE);
  const files = locateInputs(engine, setUp, { request, sources });
  const staged: StagedInput[] = [];
  try {
    for (const file of files) staged.push(await stageInput(ports, file));
    await engine.check(parameters, staged);
    return await work(await understand(ports, setUp, { engine, parameters, staged, sources }));
  } finally {
    for (const input of staged) await input.staged.drop();
  }
}

function complete(engine: Engine, setUp: TakeSetUp, sources: ReadonlyMap<string, TakeRecord>): TakeSetUp {
  if (!engine.completeParameters || sources.size === 0) return setUp;
  const takes = [...sources].map(([role, { engine: id, recipe, picture }]) => {
    const source: SourceTake = { engine: id, parameters: recipe.parameters, picture };
    return [role, source] as const;
  });
  return { ...setUp, parameters: engine.completeParameters(setUp.parameters, Object.fromEntries(takes)) };
}

interface Understood {
  readonly engine: Engine;
  readonly parameters: unknown;
  readonly staged: readonly StagedInput[];
  readonly sources: ReadonlyMap<string, TakeRecord>;
}

async function understand(
  ports: StudioPorts,
  setUp: TakeSetUp,
  { engine, parameters, staged, sources }: Understood,
): Promise<ReadRequest> {
  const { production, shot, seed } = setUp;
  const recipe = await makeRecipe(engine, setUp, staged);
  const egress = await planEgress(ports, { production, engine, parameters, inputs: staged.map(toRunInput) });
  const known = await ports.records.productions.get(production);
  return {
    production,
    shot,
    seed,
    recipe,
    recipeHash: hashRecipe(recipe),
    licences: await readLicences(ports, setUp, sources),
    use: withModels(withPeopleOf(setUp.use ?? UNDECLARED_USE, sources), egress),
    inherited: rightsOfSources(sources),
    words: await checkWords(ports, known, { setUp, engine, parameters, inputs: staged }),
    picture: engine.expect(parameters),
    egress,
    keepInputs: async () => {
      for (const input of staged) await input.staged.keep();
    },
  };
}

function findEngine(ports: StudioPorts, id: string): Engine {
  const engine = ports.engines.get(id);
  if (engine) return engine;
  const known = ports.engines.list().map((each) => each.id);
  throw new BacklotError('ENGINE_UNKNOWN', `Engine: expected one of ${known.join(', ')}, got "${id}"`, {
    hint: 'Ask for an engine that this studio has.',
  });
}

async function makeRecipe(engine: Engine, setUp: TakeSetUp, inputs: readonly StagedInput[]): Promise<Recipe> {
  return {
    schema: 1,
    engine: { id: engine.id, version: engine.version },
    shot: setUp.shot,
    purpose: setUp.purpose,
    parameters: setUp.parameters,
    inputs: inputs.map(({ role, name, sha256, mediaType, staged }) => ({
      role,
      name,
      sha256,
      byteLength: staged.byteLength,
      mediaType,
    })),
    seed: setUp.seed,
    builds: await engine.builds(),
  };
}

/** Whoever asks need not name the models that the engine will call: they are in the use all the same. */
function withModels(use: UseDeclaration, egress: EgressManifest | undefined): UseDeclaration {
  if (!egress) return use;
  return { ...use, models: [...new Set([...use.models, ...egress.calls.map(({ card }) => card)])] };
}

function toRunInput({ staged, ...input }: StagedInput) {
  return { ...input, byteLength: staged.byteLength };
}

/** Licence statements by role: of the take that it comes from, of the set-up, and what the register says where it names an entry. */
async function readLicences(
  { records }: StudioPorts,
  setUp: TakeSetUp,
  sources: ReadonlyMap<string, TakeRecord>,
): Promise<TakeRecord['licences']> {
  const licences: Record<string, LicenceStatement> = {};
  for (const [role, { licence, licenceId }] of Object.entries(setUp.inputs)) {
    const source = sources.get(role);
    const inherited = source && licenceOfSource(source, role);
    if (inherited) licences[role] = inherited;
    else if (licenceId !== undefined) {
      const { id, production, owner, terms, source } = await findLicence(records, licenceId);
      // What another production agreed on is nobody's business here, not even that it did.
      if (production !== setUp.production) throw rightNotFound('licence', licenceId);
      licences[role] = { id, owner, statement: terms, ...(source === undefined ? {} : { source }) };
    } else if (licence) licences[role] = licence;
  }
  return licences;
}
