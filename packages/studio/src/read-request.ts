import type { Engine, SourceTake } from '@backlot/engine';
import { hashRecipe } from '@backlot/evidence';
import {
  BacklotError,
  type EgressManifest,
  parseOrExplain,
  parseTakeSetUp,
  type Recipe,
  type TakeSetUp,
  UNDECLARED_USE,
  type UseDeclaration,
} from '@backlot/film';
import { checkWords } from './check-words.ts';
import { demandDeclaredPeople } from './demand-declared-people.ts';
import { findMakers, findSources, rightsOfSources, withUseOf } from './find-sources.ts';
import type { InputSource } from './input-source.ts';
import { keepLicences } from './keep-licences.ts';
import { readLicences } from './licences-of-inputs.ts';
import { locateInputs, type StagedInput, stageInput } from './locate-inputs.ts';
import { planEgress } from './models/plan-egress.ts';
import type { TakeRight } from './ports/rights.ts';
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
  const named = await findSources(ports, given, request);
  const setUp = complete(engine, given, named);
  const parameters = parseOrExplain(engine.parametersSchema, setUp.parameters, { what: 'Set-up', at: ['parameters'] });
  demandDeclaredPeople(engine.people?.(parameters) ?? [], setUp.use ?? UNDECLARED_USE);
  const files = locateInputs(engine, setUp, { request, sources: named });
  const staged: StagedInput[] = [];
  try {
    for (const file of files) staged.push(await stageInput(ports, file));
    await engine.check(parameters, staged);
    const makers = await findMakers(ports, setUp.production, withoutSource(staged, named));
    const sources = [...named, ...makers];
    return await work(await understand(ports, setUp, { engine, parameters, staged, sources }));
  } finally {
    for (const input of staged) await input.staged.drop();
  }
}

/** Whose maker is named already needs no looking for: a sequence has hundreds of files. */
function withoutSource(staged: readonly StagedInput[], named: readonly InputSource[]): StagedInput[] {
  return staged.filter(({ role, sha256 }) => {
    const source = named.find((each) => each.role === role);
    return !source?.take.outputs.some((output) => output.sha256 === sha256);
  });
}

function complete(engine: Engine, setUp: TakeSetUp, sources: readonly InputSource[]): TakeSetUp {
  if (!engine.completeParameters || sources.length === 0) return setUp;
  const takes = sources.map(({ role, take: { engine: id, recipe, picture } }) => {
    const source: SourceTake = { engine: id, parameters: recipe.parameters, picture };
    return [role, source] as const;
  });
  return { ...setUp, parameters: engine.completeParameters(setUp.parameters, Object.fromEntries(takes)) };
}

interface Understood {
  readonly engine: Engine;
  readonly parameters: unknown;
  readonly staged: readonly StagedInput[];
  readonly sources: readonly InputSource[];
}

async function understand(
  ports: StudioPorts,
  setUp: TakeSetUp,
  { engine, parameters, staged, sources }: Understood,
): Promise<ReadRequest> {
  const { production, shot, seed } = setUp;
  const recipe = await makeRecipe(engine, setUp, staged);
  const recipeHash = hashRecipe(recipe);
  const inputs = staged.map(toRunInput);
  const egress = await planEgress(ports, { production, engine, parameters, recipeHash, inputs });
  const known = await ports.records.productions.get(production);
  return {
    production,
    shot,
    seed,
    recipe,
    recipeHash,
    licences: await readLicences(ports, setUp, sources),
    use: withModels(withUseOf(setUp.use ?? UNDECLARED_USE, sources), egress),
    inherited: await rightsOfSources(ports, sources),
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
