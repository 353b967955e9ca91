import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { ModelOutput } from '@backlot/engine';
import { BacklotError, type ModelCall, type ModelTask } from '@backlot/film';
import { sniffMediaType } from '../sniff-media-type.ts';
import type { StudioPorts } from '../studio.ts';
import { moveCall } from './end-call.ts';
import type { DoneStatus } from './follow-call.ts';
import { parseReading } from './parse-reading.ts';
import type { CallStep } from './start-call.ts';

const MiB = 2 ** 20;
/** More than this is no answer to such a job. A two-minute ProRes master is 2 GiB. */
const MAX_BYTES: Readonly<Record<ModelTask, number>> = {
  image: 512 * MiB,
  video: 3072 * MiB,
  speech: 512 * MiB,
  sound: 512 * MiB,
  words: MiB,
};
const MEDIA_OF_TASK: Readonly<Record<ModelTask, string>> = {
  image: 'image/',
  video: 'video/',
  speech: 'audio/',
  sound: 'audio/',
  words: 'application/json',
};
const MAX_OUTPUTS = 64;

/**
 * Fetches what a call made, keeps it, and records the end.
 * @throws BacklotError `MODEL_ANSWER_INVALID` for what is not of the task's kind, and what the gateway throws
 */
export async function collectCall(
  ports: StudioPorts,
  call: ModelCall,
  { status, ...step }: CallStep & { readonly status: DoneStatus },
): Promise<ModelCall> {
  const outputs = [...status.outputs, ...(await fetchAll(call, step, status))];
  if (outputs.length === 0) throw invalid(call, 'a file', 'none');
  const received: ModelCall['received'][number][] = [];
  for (const output of outputs) {
    const mediaType = await demandKind(call, output);
    const stored = await ports.files.adopt(output.path);
    const seal = call.task === 'words' ? undefined : await ports.sealer.check(output.path, mediaType);
    received.push({
      slot: 'output',
      name: output.name,
      mediaType,
      ...stored,
      ...(seal ? { credentials: seal.state } : {}),
    });
  }
  const cost = status.costUsdMicros ?? call.estimateUsdMicros;
  return moveCall(ports, call, 'finished', { received, ...(cost === undefined ? {} : { costUsdMicros: cost }) });
}

async function fetchAll(call: ModelCall, step: CallStep, { remote }: DoneStatus): Promise<ModelOutput[]> {
  const { adapter, connection, context } = step;
  if (remote.length > MAX_OUTPUTS) throw invalid(call, `at most ${MAX_OUTPUTS} files`, String(remote.length));
  const fetched: ModelOutput[] = [];
  for (const [index, { name, url, needsKey, mediaType = '' }] of remote.entries()) {
    const to = join(context.workDir, `answer-${index}${extname(name).replace(/[^.\w]/g, '')}`);
    const download = await connection.outbound.download(url, {
      to,
      maxBytes: MAX_BYTES[call.task],
      signal: context.signal,
      ...(needsKey ? { headers: adapter.headers(connection) } : {}),
    });
    fetched.push({ name, path: to, mediaType: download.mediaType ?? mediaType });
  }
  return fetched;
}

/** By its bytes: what a vendor's header says is no proof. */
async function demandKind(call: ModelCall, { name, path }: ModelOutput): Promise<string> {
  if (call.task === 'words') return demandReading(call, { name, path });
  const mediaType = await sniffMediaType(path);
  const isExr = call.task === 'video' && mediaType === 'image/x-exr';
  if (isExr || mediaType.startsWith(MEDIA_OF_TASK[call.task])) return mediaType;
  throw invalid(call, `${MEDIA_OF_TASK[call.task].slice(0, -1)} as the answer`, `"${name}", which is ${mediaType}`);
}

/** @throws BacklotError `MODEL_ANSWER_INVALID` for anything but the form that was asked for */
async function demandReading(call: ModelCall, { name, path }: Pick<ModelOutput, 'name' | 'path'>): Promise<string> {
  if ((await stat(path)).size <= MAX_BYTES.words && parseReading(await readFile(path, 'utf8')))
    return MEDIA_OF_TASK.words;
  throw invalid(call, 'a reading of the brief as the answer', `"${name}", which is none`);
}

function invalid(call: ModelCall, expected: string, got: string): BacklotError {
  return new BacklotError('MODEL_ANSWER_INVALID', `Model call "${call.name}": expected ${expected}, got ${got}`, {
    hint: 'Try again; if it stays so, the model is not what its card says.',
  });
}
