import {
  type LicenceStatement,
  type Purpose,
  UNDECLARED_USE,
  type UseDeclaration,
  useDeclarationSchema,
} from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { type Json, objectAt, parseObject, textAt, toText } from './set-up-json.ts';

/** The fields that the dialog shows beside the text. They live in the text alone. */
export interface SetUpFields {
  readonly production: string;
  readonly purpose: Purpose;
  /** Of the production's register; empty where the licence is stated in words. */
  readonly licenceId: string;
  readonly owner: string;
  readonly statement: string;
  readonly source: string;
  readonly plateFile: string;
}

/** The fields of a text that says nothing. */
export const NO_FIELDS: SetUpFields = {
  production: '',
  purpose: 'ideation',
  licenceId: '',
  owner: '',
  statement: '',
  source: '',
  plateFile: '',
};

/** Reads the dialog's fields out of the text; undefined while it is no JSON object. */
export function readFields(text: string): SetUpFields | undefined {
  const setUp = parseObject(text);
  if (!setUp) return undefined;
  const plate = objectAt(objectAt(setUp, 'inputs'), 'plate');
  const licence = objectAt(plate, 'licence');
  const purpose = setUp.purpose;
  return {
    production: textAt(setUp, 'production'),
    licenceId: textAt(plate, 'licenceId'),
    purpose: purpose === 'temp' || purpose === 'final' ? purpose : 'ideation',
    owner: textAt(licence, 'owner'),
    statement: textAt(licence, 'statement'),
    source: textAt(licence, 'source'),
    plateFile: textAt(plate, 'file'),
  };
}

/** The text with some fields changed, everything else as it was. */
export function writeFields(text: string, change: Partial<Omit<SetUpFields, 'production'>>): string {
  const setUp = parseObject(text);
  const before = readFields(text);
  if (!setUp || !before) return text;
  const { purpose, owner, statement, source, plateFile, licenceId } = { ...before, ...change };
  const inputs = objectAt(setUp, 'inputs');
  const hasLicence = licenceId === '' && (owner !== '' || statement !== '' || source !== '');
  const { licence: _licence, licenceId: _id, ...plate } = objectAt(inputs, 'plate');
  const licence: LicenceStatement = { owner, statement, ...(source === '' ? {} : { source }) };
  const nextPlate = {
    ...plate,
    file: plateFile,
    ...(hasLicence ? { licence } : {}),
    ...(licenceId === '' ? {} : { licenceId }),
  };
  return toText({ ...setUp, purpose, inputs: { ...inputs, plate: nextPlate } });
}

/**
 * What the text says of who and what the take touches; undefined while that cannot be read, since a form that showed
 * something else would overwrite it.
 */
export function readUse(text: string): UseDeclaration | undefined {
  const setUp = parseObject(text);
  if (!setUp) return undefined;
  if (setUp.use === undefined) return UNDECLARED_USE;
  const parsed = useDeclarationSchema.safeParse(setUp.use);
  if (!parsed.success) return undefined;
  const { description: _, ...use } = parsed.data;
  // As it stands, not trimmed: somebody may be typing the next word.
  const description = textAt(objectAt(setUp, 'use'), 'description');
  return description === '' ? use : { ...use, description };
}

/** The text with another use; nothing stands there where nothing is said. */
export function writeUse(text: string, use: UseDeclaration): string {
  const setUp = parseObject(text);
  if (!setUp) return text;
  const { use: _, ...rest } = setUp;
  const { element, people, models, ...said } = use;
  const declared = {
    ...said,
    ...(element === UNDECLARED_USE.element ? {} : { element }),
    ...(people.length === 0 ? {} : { people }),
    ...(models.length === 0 ? {} : { models }),
  };
  return toText(Object.keys(declared).length === 0 ? rest : { ...rest, use: declared });
}

/** A set-up to start from: that of an earlier take, or a worked beginning for a new shot. */
export function startingText(start: { production?: string; shot?: string; from?: TakeDetail }): string {
  const { from } = start;
  if (!from?.recipe) return toText({ ...NEW_SET_UP, ...pick(start.production, start.shot) });
  const inputs = from.recipe.inputs.map(({ role, name }) => {
    const licence = from.licences[role];
    const { id, ...statement } = licence ?? {};
    return [role, { file: name, ...(id ? { licenceId: id } : licence ? { licence: statement } : {}) }];
  });
  const text = toText({
    production: from.production,
    shot: from.shot,
    purpose: from.purpose,
    seed: from.recipe.seed,
    inputs: Object.fromEntries(inputs),
    parameters: from.recipe.parameters,
  });
  return writeUse(text, from.use);
}

const NEW_SET_UP = {
  production: 'my-production',
  shot: 'sq010/sh0010',
  purpose: 'ideation',
  seed: 1,
  inputs: { plate: { file: 'plate.png' } },
  parameters: {
    camera: { kind: 'pose', focalPx: 1200, positionM: [0, 1.7, 30], yawDeg: 0, pitchDeg: 6 },
    building: { plan: { kind: 'box', centreM: [0, 0], widthM: 16, depthM: 12 }, heightM: 18, storeys: 5 },
    sun: { azimuthDeg: 235, elevationDeg: 38 },
    trigger: { kind: 'bottom-first' },
    output: { widthPx: 1280, heightPx: 720, frameRate: 24, durationFrames: 96, samplesPerPixel: 4 },
  },
};

function pick(production: string | undefined, shot: string | undefined): Json {
  return { ...(production ? { production } : {}), ...(shot ? { shot } : {}) };
}
