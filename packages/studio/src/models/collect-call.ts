import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { ModelOutput } from '@backlot/engine';
import { BacklotError, type ModelCall, type ModelTask } from '@backlot/film';
import { sniffMediaType } from '../sniff-media-type.ts';
import type { StudioPorts } from '../studio.ts';
import { isPassing } from './call-failure.ts';
import { moveCall } from './end-call.ts';
import type { DoneStatus } from './follow-call.ts';
import { parseReading } from './parse-reading.ts';
import { retry } from './retry.ts';
import type { CallStep } from './start-call.ts';
import { tellWait } from './tell-wait.ts';

type Received = ModelCall['received'][number];

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

/** A result that cannot be fetched for this long is left at the vendor. */
const GIVE_UP_FETCHING_AFTER_MS = 30 * 60_000;

/** What is collected, and with what patience. */
export interface Collecting extends Omit<CallStep, 'job'> {
  readonly status: DoneStatus;
  /** Default 30 minutes. */
  readonly giveUpAfterMs?: number;
}

/**
 * Fetches what a call made, through failures that pass, keeps it whatever it is, and records the end.
 * @throws BacklotError `MODEL_ANSWER_INVALID` for what is not of the task's kind, and what the gateway throws
 */
export async function collectCall(ports: StudioPorts, call: ModelCall, collecting: Collecting): Promise<ModelCall> {
  const { status } = collecting;
  const told = status.costUsdMicros === undefined ? {} : { costUsdMicros: status.costUsdMicros };
  await moveCall(ports, call, 'collecting', { handle: status.handle, ...told });
  const outputs = [...status.outputs, ...(await fetchAll(ports, call, collecting))];
  const received: Received[] = [];
  for (const output of outputs) received.push(await keepOutput(ports, call, output));
  // On record before it is judged: what was paid for is evidence also where it is of no use.
  const kept = await moveCall(ports, call, 'collecting', { received });
  if (received.length === 0) throw invalid(call, 'a file', 'none');
  for (const output of received) demandKind(call, output);
  const cost = kept.costUsdMicros ?? call.estimateUsdMicros;
  return moveCall(ports, call, 'finished', cost === undefined ? {} : { costUsdMicros: cost });
}

async function keepOutput(ports: StudioPorts, call: ModelCall, { name, path }: ModelOutput): Promise<Received> {
  const mediaType = await kindOf(call, path);
  const stored = await ports.files.adopt(path);
  const received = { slot: 'output', name, mediaType, ...stored };
  if (call.task === 'words' || !isOfKind(call, mediaType)) return received;
  const { state: credentials } = await ports.sealer.check(path, mediaType);
  return { ...received, credentials };
}

async function fetchAll(ports: StudioPorts, call: ModelCall, collecting: Collecting): Promise<ModelOutput[]> {
  const { adapter, connection, context, status, giveUpAfterMs = GIVE_UP_FETCHING_AFTER_MS } = collecting;
  const { remote } = status;
  const { signal } = context;
  if (remote.length > MAX_OUTPUTS) throw invalid(call, `at most ${MAX_OUTPUTS} files`, String(remote.length));
  const fetched: ModelOutput[] = [];
  for (const [index, { name, url, needsKey, mediaType = '' }] of remote.entries()) {
    const to = join(context.workDir, `answer-${index}${extname(name).replace(/[^.\w]/g, '')}`);
    const options = {
      to,
      maxBytes: MAX_BYTES[call.task],
      signal,
      ...(needsKey ? { headers: adapter.headers(connection) } : {}),
    };
    const download = await retry(() => connection.outbound.download(url, options), {
      isWorthIt: isPassing,
      giveUpAfterMs,
      nowMs: ports.clock.nowMs,
      onWait: tellWait({ ...collecting, name: call.name }),
      signal,
    });
    fetched.push({ name, path: to, mediaType: download.mediaType ?? mediaType });
  }
  return fetched;
}

/** By its bytes: what a vendor's header says is no proof. JSON is only what is of the form that was asked for. */
async function kindOf({ task }: ModelCall, path: string): Promise<string> {
  if (task !== 'words') return sniffMediaType(path);
  const isReading = (await stat(path)).size <= MAX_BYTES.words && parseReading(await readFile(path, 'utf8'));
  return isReading ? MEDIA_OF_TASK.words : 'application/octet-stream';
}

function isOfKind({ task }: ModelCall, mediaType: string): boolean {
  return mediaType.startsWith(MEDIA_OF_TASK[task]) || (task === 'video' && mediaType === 'image/x-exr');
}

function demandKind(call: ModelCall, { name, mediaType }: Received): void {
  if (isOfKind(call, mediaType)) return;
  if (call.task === 'words') throw invalid(call, 'a reading of the brief as the answer', `"${name}", which is none`);
  throw invalid(call, `${MEDIA_OF_TASK[call.task].slice(0, -1)} as the answer`, `"${name}", which is ${mediaType}`);
}

function invalid(call: ModelCall, expected: string, got: string): BacklotError {
  return new BacklotError('MODEL_ANSWER_INVALID', `Model call "${call.name}": expected ${expected}, got ${got}`, {
    hint: 'Try again; if it stays so, the model is not what its card says.',
  });
}
