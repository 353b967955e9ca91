import { BacklotError, parseTakeSetUp, type TakeSetUp } from '@backlot/film';

/** What a take is asked for with where no set-up file is given. */
export interface SetUpOptions {
  readonly production?: string;
  readonly shot?: string;
  readonly purpose?: string;
  readonly seed?: string;
  readonly model?: string;
  readonly prompt?: string;
  readonly negative?: string;
  /** `name=value`, JSON where it is JSON, else words. */
  readonly set?: readonly string[];
  /** `role=file` */
  readonly input?: readonly string[];
  /** `role=take`, or `role=take/file` for one file of it */
  readonly from?: readonly string[];
  /** `role=licence` of the register */
  readonly licence?: readonly string[];
}

/**
 * A set-up made of options: `--model`, `--prompt` and `--set` are parameters of the engine, the others are the set-up's own.
 * @throws BacklotError `OPTION_INVALID`, `SET_UP_INVALID`
 */
export function setUpOfOptions(options: SetUpOptions): TakeSetUp {
  const { production, shot, purpose = 'ideation', seed } = options;
  if (production === undefined || shot === undefined) {
    throw new BacklotError('OPTION_INVALID', 'Take: expected a set-up file, or --production and --shot, got neither', {
      hint: 'For instance: npx backlot take image --production example --shot sq010/sh0040 --model <card> --prompt "…" --out ./concept',
    });
  }
  const setUp = {
    production,
    shot,
    purpose,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    inputs: inputsOf(options),
    parameters: parametersOf(options),
  };
  return parseTakeSetUp(setUp, 'Options');
}

function parametersOf({ model, prompt, negative, set = [] }: SetUpOptions): Record<string, unknown> {
  const named = set.map((text) => {
    const [name, value] = splitPair('--set', text);
    return [name, parseValue(value)] as const;
  });
  return {
    ...(model === undefined ? {} : { model }),
    ...(prompt === undefined ? {} : { prompt }),
    ...(negative === undefined ? {} : { negativePrompt: negative }),
    ...Object.fromEntries(named),
  };
}

function inputsOf({ input = [], from = [], licence = [] }: SetUpOptions): Record<string, object> {
  const licences = new Map(licence.map((text) => splitPair('--licence', text)));
  const files = input.map((text) => {
    const [role, file] = splitPair('--input', text);
    const licenceId = licences.get(role);
    return [role, { file, ...(licenceId === undefined ? {} : { licenceId }) }] as const;
  });
  const takes = from.map((text) => {
    const [role, source] = splitPair('--from', text);
    const [, take = source, file] = /^([^/]+)\/(.+)$/.exec(source) ?? [];
    return [role, { take, ...(file === undefined ? {} : { file }) }] as const;
  });
  return Object.fromEntries([...files, ...takes]);
}

function splitPair(option: string, text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new BacklotError('OPTION_INVALID', `${option}: expected name=value, got "${text}"`);
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
