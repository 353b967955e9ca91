import { z } from 'zod';
import { BacklotError } from './backlot-error.ts';
import { shotCodeSchema, slugSchema } from './names-schema.ts';
import { parseOrExplain } from './parse-or-explain.ts';
import { licenceStatementSchema } from './plate.ts';
import { purposeSchema } from './recipe.ts';
import { useDeclarationSchema } from './rights/use-declaration.ts';

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_DEPTH = 64;
const HIDDEN_CHARACTERS = /[\p{Cc}\p{Cs}]/u;

/**
 * A file the take reads. `file` is a path relative to the set-up file or absolute; who takes set-ups from the network
 * reads it with `parseRelativePath` besides. With `take` it names one file of that take instead. A missing licence is
 * well-formed: policy refuses it, with its reasons.
 */
export const takeSetUpInputSchema = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .max(4096)
      .refine((value) => !HIDDEN_CHARACTERS.test(value), 'expected a path without control characters')
      .exactOptional(),
    /**
     * An earlier take of the production: the one file of it that `file` names (`variants/variant-2.png`), or without `file`
     * all that it has of this role. Both stand under the licence that the take stands under.
     */
    take: z.string().min(1).max(100).exactOptional(),
    licence: licenceStatementSchema.exactOptional(),
    /** Instead of `licence`: one of the production's register. */
    licenceId: z.string().min(1).max(100).exactOptional(),
  })
  .refine(({ file, take }) => file !== undefined || take !== undefined, 'expected "file" or "take"')
  .refine(
    ({ take, licence, licenceId }) => take === undefined || (licence === undefined && licenceId === undefined),
    'expected no licence: what comes from a take keeps its own',
  )
  .readonly();
export type TakeSetUpInput = z.infer<typeof takeSetUpInputSchema>;

/**
 * A set-up file: what `backlot take <engine> <set-up.json>` reads and the studio's "new take" sends.
 * `parameters` belong to the engine and are parsed by its own schema; `inputs` are keyed by the engine's roles.
 */
export const takeSetUpSchema = z
  .strictObject({
    production: slugSchema,
    shot: shotCodeSchema,
    purpose: purposeSchema,
    /** 0..2³²−1; another seed, another take. */
    seed: z.int().min(0).max(0xffff_ffff).default(0),
    inputs: z
      .record(
        z
          .string()
          .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
          .max(64),
        takeSetUpInputSchema,
      )
      .readonly(),
    parameters: z.record(z.string(), z.unknown()).readonly(),
    /** Who and what the take touches; absent: nobody, and nothing is said about it. */
    use: useDeclarationSchema.exactOptional(),
  })
  .readonly();
export type TakeSetUp = z.infer<typeof takeSetUpSchema>;

/**
 * Reads a set-up from its JSON value. `what` opens the messages (the file's name).
 * @throws BacklotError `SET_UP_INVALID`, one line per problem
 */
export function parseTakeSetUp(value: unknown, what = 'Set-up'): TakeSetUp {
  return parseOrExplain(takeSetUpSchema, value, { what });
}

/**
 * Reads a set-up file's bytes: UTF-8 JSON of at most 4 MiB and 64 levels.
 * @throws BacklotError `SET_UP_INVALID`
 */
export function readTakeSetUp(bytes: Uint8Array, what = 'Set-up'): TakeSetUp {
  if (bytes.byteLength > MAX_BYTES) {
    throw setUpInvalid(what, `expected at most ${MAX_BYTES} bytes, got ${bytes.byteLength}`, 'Pictures go beside it.');
  }
  const text = decodeUtf8(bytes, what);
  if (depthOf(text) > MAX_DEPTH) {
    throw setUpInvalid(what, `expected at most ${MAX_DEPTH} levels of nesting`, 'Flatten the document.');
  }
  return parseTakeSetUp(parseJson(text, what), what);
}

function decodeUtf8(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw setUpInvalid(what, 'expected UTF-8 text, got bytes that are none', 'Save the file as UTF-8.', cause);
  }
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw setUpInvalid(what, `expected JSON: ${reason.replace(/\s+/g, ' ')}`, 'Check commas and quotes.', cause);
  }
}

/** Deepest nesting of brackets outside strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const token of text.match(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs) ?? []) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (token === ']' || token === '}') depth -= 1;
  }
  return deepest;
}

function setUpInvalid(what: string, problem: string, hint: string, cause?: unknown): BacklotError {
  return new BacklotError('SET_UP_INVALID', `${what}: ${problem}`, { hint, ...(cause === undefined ? {} : { cause }) });
}
