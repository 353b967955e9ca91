import { basename } from 'node:path';
import type { Engine, EngineInput } from '@backlot/engine';
import { hashRecipe } from '@backlot/evidence';
import {
  BacklotError,
  type LicenceStatement,
  parseOrExplain,
  parseTakeSetUp,
  type Recipe,
  type TakeSetUp,
  UNDECLARED_USE,
} from '@backlot/film';
import { checkWords } from './check-words.ts';
import { decideTake } from './decide-take.ts';
import { keepLicences } from './keep-licences.ts';
import type { StagedFile } from './ports/file-store.ts';
import type { TakeRight } from './ports/rights.ts';
import { findLicence, rightNotFound } from './rights/find-right.ts';
import { listRecognised } from './rights/lost-cover.ts';
import { sniffMediaType } from './sniff-media-type.ts';
import type { StudioPorts, TakeRequest } from './studio.ts';
import type { TakeRecord } from './take-record.ts';
import { witness } from './witness.ts';

interface StagedInput extends EngineInput {
  readonly staged: StagedFile;
}

/**
 * First step: reads the set-up, lets the engine look at the inputs, takes them in, records the take, has policy decide.
 * Nothing is kept of a request that fails.
 */
export async function requestTake(ports: StudioPorts, request: TakeRequest): Promise<TakeRecord> {
  const engine = findEngine(ports, request.engine);
  const setUp = await keepLicences(ports, parseTakeSetUp(request.setUp), request.reused ?? {});
  const parameters = parseOrExplain(engine.parametersSchema, setUp.parameters, { what: 'Set-up', at: ['parameters'] });
  const files = locateInputs(engine, setUp, request);
  const staged: StagedInput[] = [];
  try {
    for (const file of files) staged.push(await stageInput(ports, file));
    await engine.check(parameters, staged);
    for (const input of staged) await input.staged.keep();
  } finally {
    for (const input of staged) await input.staged.drop();
  }
  const production = await ports.records.productions.get(setUp.production);
  const take = await recordRequest(ports, request, setUp, {
    recipe: await makeRecipe(engine, setUp, staged),
    licences: await readLicences(ports, setUp),
    words: await checkWords(ports, production, { setUp, engine, parameters, inputs: staged }),
    picture: engine.expect(parameters),
  });
  return decideTake(ports, take.id);
}

function findEngine(ports: StudioPorts, id: string): Engine {
  const engine = ports.engines.get(id);
  if (engine) return engine;
  const known = ports.engines.list().map((each) => each.id);
  throw new BacklotError('ENGINE_UNKNOWN', `Engine: expected one of ${known.join(', ')}, got "${id}"`, {
    hint: 'Ask for an engine that this studio has.',
  });
}

interface InputLocation {
  readonly role: string;
  readonly path: string;
}

function locateInputs(engine: Engine, setUp: TakeSetUp, request: TakeRequest): InputLocation[] {
  const known = engine.inputRoles.map((input) => input.role);
  const foreign = Object.keys(setUp.inputs).find((role) => !known.includes(role));
  if (foreign !== undefined) {
    throw new BacklotError('SET_UP_INVALID', `Set-up: inputs: expected ${known.join(', ')}, got "${foreign}"`, {
      hint: `The engine ${engine.id} reads: ${known.join(', ')}.`,
    });
  }
  const missing = engine.inputRoles.find((input) => input.required && !setUp.inputs[input.role]);
  if (missing) {
    throw new BacklotError('INPUT_MISSING', `Set-up: inputs.${missing.role}: expected a file, got none`, {
      hint: missing.description,
    });
  }
  return Object.entries(setUp.inputs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([role, input]) => ({ role, path: request.resolveFile(input.file, role) }));
}

async function stageInput(ports: StudioPorts, { role, path }: InputLocation): Promise<StagedInput> {
  const staged = await ports.files.stage(path);
  const mediaType = await sniffMediaType(staged.path);
  return { role, name: basename(path), path: staged.path, sha256: staged.sha256, mediaType, staged };
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

/** What was learnt of a request before it is recorded. */
type Learnt = Pick<TakeRecord, 'recipe' | 'licences' | 'words' | 'picture'>;

async function recordRequest(
  ports: StudioPorts,
  request: TakeRequest,
  setUp: TakeSetUp,
  { recipe, licences, words, picture }: Learnt,
): Promise<TakeRecord> {
  const at = new Date(ports.clock.nowMs()).toISOString();
  const id = ports.ids.next();
  const recipeHash = hashRecipe(recipe);
  const use = setUp.use ?? UNDECLARED_USE;
  const recognised = await listRecognised(ports, { production: setUp.production, use, words, faces: [] });
  return ports.records.transaction(async (writer) => {
    const take = await writer.takes.add({
      id,
      production: setUp.production,
      shot: setUp.shot,
      engine: recipe.engine.id,
      purpose: setUp.purpose,
      state: 'requested',
      recipe,
      recipeHash,
      licences,
      use,
      words,
      faces: [],
      picture,
      requestedBy: request.by,
      requestedAt: at,
      updatedAt: at,
      outputs: [],
      files: [],
      findings: [],
      figures: {},
    });
    await writer.rights.noteRights(id, listRights(take, recognised));
    const { production, shot, version } = take;
    const body = { production, shot, version, recipeHash, recipe, licences, use, words };
    await witness(writer, { kind: 'take-requested', subject: id, by: request.by, at, body });
    await writer.jobs.enqueue(id);
    return take;
  });
}

/** Licence statements by role: those of the set-up, and what the register says where it names an entry. */
async function readLicences({ records }: StudioPorts, setUp: TakeSetUp): Promise<TakeRecord['licences']> {
  const licences: Record<string, LicenceStatement> = {};
  for (const [role, { licence, licenceId }] of Object.entries(setUp.inputs)) {
    if (licenceId !== undefined) {
      const { id, production, owner, terms, source } = await findLicence(records, licenceId);
      // What another production agreed on is nobody's business here, not even that it did.
      if (production !== setUp.production) throw rightNotFound('licence', licenceId);
      licences[role] = { id, owner, statement: terms, ...(source === undefined ? {} : { source }) };
    } else if (licence) licences[role] = licence;
  }
  return licences;
}

/** What a withdrawal has to find it by. */
function listRights({ use, licences }: TakeRecord, recognised: readonly string[]): TakeRight[] {
  const performers = [...new Set([...use.people.map(({ performer }) => performer), ...recognised])];
  return [
    ...performers.map((ref) => ({ kind: 'performer' as const, ref })),
    ...Object.values(licences).flatMap(({ id }) => (id === undefined ? [] : [{ kind: 'licence' as const, ref: id }])),
    ...use.models.map((ref) => ({ kind: 'model' as const, ref })),
  ];
}
