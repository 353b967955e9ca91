import type { Purpose } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import type { ModelEngine } from './model-engines.ts';
import { type Json, objectAt, parseObject, textAt, toText } from './set-up-json.ts';
import { writeUse } from './set-up-text.ts';

/** An input as a set-up names it: a file that comes along, or what an earlier take has. */
export interface SetUpInput {
  readonly file: string;
  readonly take: string;
  readonly licenceId: string;
  readonly owner: string;
  readonly statement: string;
  readonly source: string;
}

/** What the form of a model engine shows of a set-up. It lives in the text alone. */
export interface ModelSetUp {
  readonly production: string;
  readonly shot: string;
  readonly purpose: Purpose;
  readonly seed: number;
  readonly parameters: Json;
  /** By role. */
  readonly inputs: ReadonlyMap<string, SetUpInput>;
}

/** A file of an earlier take to go on from. */
export interface Iteration {
  readonly take: TakeDetail;
  readonly file: string;
  /** What it is to the new take. */
  readonly role: 'picture' | 'first-frame';
}

/** Of a text that says nothing. */
export const NO_SET_UP: ModelSetUp = {
  production: '',
  shot: '',
  purpose: 'ideation',
  seed: 0,
  parameters: {},
  inputs: new Map(),
};

/** Reads what the form shows out of the text; undefined while it is no JSON object. */
export function readModelSetUp(text: string): ModelSetUp | undefined {
  const setUp = parseObject(text);
  if (!setUp) return undefined;
  const { purpose, seed } = setUp;
  const inputs = objectAt(setUp, 'inputs');
  return {
    production: textAt(setUp, 'production'),
    shot: textAt(setUp, 'shot'),
    purpose: purpose === 'temp' || purpose === 'final' ? purpose : 'ideation',
    seed: typeof seed === 'number' ? seed : 0,
    parameters: objectAt(setUp, 'parameters'),
    inputs: new Map(Object.keys(inputs).map((role) => [role, readInput(objectAt(inputs, role))])),
  };
}

function readInput(input: Json): SetUpInput {
  const licence = objectAt(input, 'licence');
  return {
    file: textAt(input, 'file'),
    take: textAt(input, 'take'),
    licenceId: textAt(input, 'licenceId'),
    owner: textAt(licence, 'owner'),
    statement: textAt(licence, 'statement'),
    source: textAt(licence, 'source'),
  };
}

/** The text with some parameters changed; those that become undefined are left out. */
export function writeParameters(text: string, change: Json): string {
  const setUp = parseObject(text);
  if (!setUp) return text;
  const parameters = { ...objectAt(setUp, 'parameters'), ...change };
  const said = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return toText({ ...setUp, parameters: Object.fromEntries(said) });
}

/** The text with another shot, purpose or seed. */
export function writeSetUp(
  text: string,
  change: Partial<Pick<ModelSetUp, 'production' | 'shot' | 'purpose' | 'seed'>>,
): string {
  const setUp = parseObject(text);
  return setUp ? toText({ ...setUp, ...change }) : text;
}

const NO_INPUT: SetUpInput = { file: '', take: '', licenceId: '', owner: '', statement: '', source: '' };

/** The text with an input set or, without one, taken away. */
export function writeInput(text: string, role: string, change: Partial<SetUpInput> | undefined): string {
  const setUp = parseObject(text);
  if (!setUp) return text;
  const { [role]: before, ...others } = objectAt(setUp, 'inputs');
  if (change === undefined) return toText({ ...setUp, inputs: others });
  const known = before === undefined ? NO_INPUT : readInput(objectAt(objectAt(setUp, 'inputs'), role));
  return toText({ ...setUp, inputs: { ...others, [role]: writeOne({ ...known, ...change }) } });
}

/** What comes from a take keeps its own licence, so none is written there. */
function writeOne({ file, take, licenceId, owner, statement, source }: SetUpInput): Json {
  if (take !== '') return { take, ...(file === '' ? {} : { file }) };
  if (licenceId !== '') return { file, licenceId };
  if (owner === '' && statement === '' && source === '') return { file };
  return { file, licence: { owner, statement, ...(source === '' ? {} : { source }) } };
}

/** What is known when a form opens: the place, a take to ask for again, a picture to go on from. */
export interface ModelStart {
  readonly production?: string;
  readonly shot?: string;
  readonly from?: TakeDetail;
  readonly iteration?: Iteration;
}

/** A set-up to start from: that of an earlier take where it is the same engine's, else the engine's beginning. */
export function startingModelText(engine: ModelEngine, { production, shot, from, iteration }: ModelStart): string {
  const known = from?.engine === engine.id && from.recipe ? from : undefined;
  const parameters = known?.recipe?.parameters;
  const { parent: _, ...kept } = isObject(parameters) ? parameters : engine.start;
  const goesOn = iteration ? goOn(kept, iteration) : { parameters: kept, inputs: known ? inputsOf(known, engine) : {} };
  const text = toText({
    production: known?.production ?? production ?? 'my-production',
    shot: known?.shot ?? shot ?? 'sq010/sh0010',
    purpose: known?.purpose ?? 'ideation',
    seed: known?.recipe?.seed ?? 1,
    ...goesOn,
  });
  return known ? writeUse(text, known.use) : text;
}

/** The same words once more, on a picture that was made: history is a tree because it says so. */
function goOn(parameters: Json, { take, file, role }: Iteration) {
  return {
    parameters: { ...parameters, parent: { take: take.id, file } },
    inputs: { [role]: { take: take.id, file } },
  };
}

/** Only roles with one file: where a take has given many, it has to be chosen again. */
function inputsOf({ recipe, licences }: TakeDetail, engine: ModelEngine): Json {
  const roles = engine.inputs.map(({ role }) => role);
  const given = (recipe?.inputs ?? []).filter(({ role }) => roles.includes(role));
  return Object.fromEntries(
    given.map(({ role, name }) => {
      const { id, ...statement } = licences[role] ?? {};
      if (id !== undefined) return [role, { file: name, licenceId: id }];
      return [role, { file: name, ...(licences[role] ? { licence: statement } : {}) }];
    }),
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
