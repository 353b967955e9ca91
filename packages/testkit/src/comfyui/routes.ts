import type { IncomingMessage } from 'node:http';
import { posix } from 'node:path';
import { faultInWords } from '../server/faults.ts';
import { type Answer, json } from './answer-request.ts';
import { isRunFault, routeFaultIn } from './faults.ts';
import type { ShelfFolder } from './file-shelf.ts';
import type { ObjectInfo } from './object-info.ts';
import type { PromptGraph } from './prompt-graph.ts';
import type { ServerState } from './server-state.ts';
import { SYSTEM_STATS } from './system-stats.ts';
import { validatePrompt } from './validate-prompt.ts';

interface Call {
  readonly state: ServerState;
  readonly rest: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly contentType: string;
}

type Handler = (call: Call) => Answer | Promise<Answer>;

const OK: Answer = { status: 200 };
const NOT_FOUND: Answer = { status: 404 };
const BAD: Answer = { status: 400 };

const ROUTES: Readonly<Record<string, Handler>> = {
  'GET system_stats': () => json(SYSTEM_STATS),
  'GET object_info': ({ state, rest }) => json(rest ? pick(state.info, rest) : state.info),
  'GET prompt': ({ state }) => json(state.queueInfo),
  'POST prompt': takePrompt,
  'GET queue': ({ state }) => json(state.queue.list()),
  'POST queue': changeQueue,
  'GET history': ({ state, rest }) => json(state.queue.history(rest || undefined)),
  'POST history': changeHistory,
  'POST interrupt': interrupt,
  'POST free': ({ body }) => (parse(body) ? OK : BAD),
  'POST upload': takeUpload,
  'GET view': viewFile,
};

/** Answers one request; with or without `/api` before its path, `HEAD` as `GET`. */
export async function answerRoute(request: IncomingMessage, body: Buffer, state: ServerState): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [first = '', ...rest] = url.pathname.replace(/^\/(api\/)?/, '').split('/');
  const handler = ROUTES[`${request.method === 'HEAD' ? 'GET' : request.method} ${first}`];
  if (!handler) return NOT_FOUND;
  return handler({
    state,
    rest: decodeURIComponent(rest.join('/')),
    query: url.searchParams,
    body,
    contentType: request.headers['content-type'] ?? '',
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function takePrompt({ state, body }: Call): Answer {
  const data = parse(body);
  const graph = data?.prompt as PromptGraph | undefined;
  if (!data || !graph) return refuse('no_prompt', 'No prompt provided', 'No prompt provided');
  const id = state.options.isOld ? crypto.randomUUID() : (data.prompt_id ?? crypto.randomUUID());
  if (typeof id !== 'string' || !UUID.test(id)) {
    return refuse('invalid_prompt_id', 'prompt_id must be a valid UUID', 'prompt_id must be a UUID string');
  }
  const hasUpload = (name: string) => state.parts.shelf.hasUpload(name);
  const { error, outputs, nodeErrors } = validatePrompt(graph, { info: state.info, hasUpload });
  if (error) return json({ error, node_errors: nodeErrors }, 400);
  const extra = { ...(data.extra_data as object | undefined), client_id: data.client_id, create_time: Date.now() };
  const asked = faultInWords(JSON.stringify(graph));
  const refusal = routeFaultIn(asked, 'start');
  if (refusal) return { status: 200, fault: refusal };
  const fault = state.parts.faults.takeRun() ?? (isRunFault(asked) ? asked : undefined);
  const resultFault = routeFaultIn(asked, 'result');
  const number = state.prompts.push({ id, graph, ...(fault && { fault }), ...(resultFault && { resultFault }) });
  state.queue.put([number, id, graph, extra, outputs]);
  return json({ prompt_id: id, number, node_errors: nodeErrors });
}

function changeQueue({ state, body }: Call): Answer {
  const data = parse(body);
  if (data?.clear) state.queue.clear();
  for (const id of listOf(data?.delete)) if (state.queue.delete(id)) state.cancelled.add(id);
  return OK;
}

function changeHistory({ state, body }: Call): Answer {
  const data = parse(body);
  if (data?.clear) state.queue.forgetHistory();
  for (const id of listOf(data?.delete)) state.queue.forgetHistory(id);
  return OK;
}

/** Whatever runs, where no id is given. */
function interrupt({ state, body }: Call): Answer {
  const id = parse(body)?.prompt_id;
  const running = state.queue.running?.[1];
  if (!running || (id && running !== id)) return OK;
  state.cancelled.add(running);
  state.interrupt();
  return OK;
}

async function takeUpload({ state, body, contentType }: Call): Promise<Answer> {
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  const image = form.get('image');
  const subfolder = String(form.get('subfolder') ?? '');
  if (!(image instanceof File) || `${subfolder}/${image.name}`.split('/').includes('..')) return BAD;
  const name = posix.join(subfolder, image.name);
  await state.parts.shelf.upload(name, Buffer.from(await image.arrayBuffer()));
  state.uploads.push(name);
  return json({ name: image.name, subfolder, type: String(form.get('type') ?? 'input') });
}

async function viewFile({ state, query }: Call): Promise<Answer> {
  const name = posix.join(query.get('subfolder') ?? '', query.get('filename') ?? '');
  const file = await state.parts.shelf.find((query.get('type') ?? 'output') as ShelfFolder, name);
  if (!file) return NOT_FOUND;
  const type = MEDIA_TYPES[posix.extname(name)] ?? 'application/octet-stream';
  const disposition = `filename="${posix.basename(name)}"`;
  const fault = state.resultFaults.get(name);
  const headers = { 'content-type': type, 'content-disposition': disposition };
  return { status: 200, headers, file, ...(fault && { fault }) };
}

/** As Python's `mimetypes` guesses; it knows no EXR. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
};

function refuse(type: string, message: string, details: string): Answer {
  return json({ error: { type, message, details, extra_info: {} }, node_errors: {} }, 400);
}

function pick(info: ObjectInfo, name: string): ObjectInfo {
  const node = Object.hasOwn(info, name) ? info[name] : undefined;
  return node ? { [name]: node } : {};
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function parse(body: Buffer): Record<string, unknown> | undefined {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch {
    return undefined;
  }
}
