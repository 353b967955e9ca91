import { BacklotError } from '@backlot/film';
import type { OnnxDescription } from './onnx-description.ts';

/** Numbers as the runtime takes and gives them. */
export interface OnnxTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** A loaded model. */
export interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly inputMetadata: readonly { readonly name: string; readonly type?: string }[];
  readonly run: (feeds: Readonly<Record<string, OnnxTensor>>) => Promise<Readonly<Record<string, OnnxTensor>>>;
}

/** As much of `onnxruntime-node` as is used here; its own types are there only where it is installed. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    readonly create: (path: string, options: Readonly<Record<string, unknown>>) => Promise<OnnxSession>;
  };
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => OnnxTensor;
}

/** What is loaded, and how many threads it may use. */
export interface OnnxLoading {
  readonly path: string;
  readonly threads: number;
  readonly description: OnnxDescription;
}

/**
 * Loads a model file and holds it against its description.
 * @throws BacklotError `MODEL_FAILED` where it cannot be loaded, `SET_UP_INVALID` where it is not as described
 */
export async function loadOnnxModel(
  { InferenceSession }: OnnxRuntime,
  { path, threads, description }: OnnxLoading,
): Promise<OnnxSession> {
  const { name, file, inputs, outputs } = description;
  const options = { executionProviders: ['cpu'], intraOpNumThreads: threads, logSeverityLevel: 4 };
  const session = await InferenceSession.create(path, options).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BacklotError('MODEL_FAILED', `Model "${name}": ${file} cannot be loaded: ${why}`, {
      hint: 'Download the file again, or export it for an opset that this version of onnxruntime knows.',
      cause,
    });
  });
  const [given, wanted] = [namesOf(inputs), namesOf(outputs)];
  const isEachGiven = session.inputNames.every((each) => given.includes(each));
  if (!isEachGiven || !areAmong(given, session.inputNames)) throw unlike(description, 'inputs', session.inputNames);
  // Of the outputs not all have to be wanted.
  if (!areAmong(wanted, session.outputNames)) throw unlike(description, 'outputs', session.outputNames);
  demandFloats(description, session);
  return session;
}

function demandFloats({ name, file }: OnnxDescription, { inputMetadata }: OnnxSession): void {
  const other = inputMetadata.find(({ type }) => type !== undefined && type !== 'float32');
  if (!other) return;
  throw new BacklotError(
    'SET_UP_INVALID',
    `Model "${name}": expected float32 inputs, got "${other.name}" of ${other.type} in ${file}`,
    { hint: 'Export the model with float32 inputs.' },
  );
}

function unlike(description: OnnxDescription, what: 'inputs' | 'outputs', there: readonly string[]): BacklotError {
  const { name, file } = description;
  return new BacklotError(
    'SET_UP_INVALID',
    `Model "${name}": expected the ${what} ${quote(there)} of ${file}, got ${quote(namesOf(description[what]))}`,
    { hint: `Correct the ${what} in its description.` },
  );
}

function namesOf(described: readonly { readonly name: string }[]): readonly string[] {
  return described.map(({ name }) => name);
}

function areAmong(names: readonly string[], there: readonly string[]): boolean {
  return names.every((name) => there.includes(name));
}

function quote(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
