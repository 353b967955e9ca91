import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackEndAdapter, BackEndConnection, CallStatus, ModelFile, ModelJob, ModelSlot } from '@backlot/engine';
import { type ComfyuiServer, type ComfyuiServerOptions, openComfyuiServer } from '@backlot/testkit';
import { openGateway } from '../../../gateway/open-gateway.ts';
import { createComfyuiBackEnd } from '../comfyui-back-end.ts';
import { readWorkflows, SHIPPED_WORKFLOWS } from '../read-workflows.ts';

/** A back end against a server, for one test. */
export interface Trial {
  readonly server: ComfyuiServer;
  readonly connection: BackEndConnection;
  readonly backEnd: BackEndAdapter;
  readonly call: { readonly workDir: string; readonly signal: AbortSignal };
  readonly file: (slot: ModelSlot, content: string | Buffer) => Promise<ModelFile>;
  readonly close: () => Promise<void>;
}

/** What a trial is made with; `real` is the address of a server that stands in for the testkit's. */
export interface TrialOptions extends ComfyuiServerOptions {
  readonly real?: string;
}

/** Opens both, with the shipped workflows and those of `folders`. */
export async function openTrial(options: TrialOptions = {}, folders: readonly string[] = []): Promise<Trial> {
  const server = await openComfyuiServer(options);
  const address = options.real ?? server.address;
  const outbound = openGateway({ ownAddress: address, isOffline: () => false });
  const workDir = await mkdtemp(join(tmpdir(), 'comfyui-trial-'));
  const workflows = await readWorkflows([SHIPPED_WORKFLOWS, ...folders]);
  return {
    server,
    connection: { address, outbound },
    backEnd: createComfyuiBackEnd({ workflows, listenMs: 150 }),
    call: { workDir, signal: AbortSignal.timeout(50_000) },
    file: (slot, content) => makeFile(workDir, slot, content),
    close: async () => {
      await outbound.close();
      await server.close();
      await rm(workDir, { recursive: true });
    },
  };
}

/** A picture from words, small. */
export const PICTURE: ModelJob = {
  task: 'image',
  model: 'text-to-image',
  prompt: 'a street at dawn',
  seed: 7,
  widthPx: 64,
  heightPx: 32,
  files: [],
  settings: {},
};

/** What is asked before a start: whether it fits, then whether all is there. */
export async function checkAll({ backEnd, connection, call }: Trial, job: ModelJob): Promise<void> {
  backEnd.check(job);
  await backEnd.checkThere?.(connection, job, call.signal);
}

/** Polls to the end; every status on the way. */
export async function runToEnd(
  { backEnd, connection, call }: Trial,
  job: ModelJob,
  key = 'call-1',
): Promise<readonly CallStatus[]> {
  const seen = [await backEnd.start(connection, job, { ...call, key })];
  for (let last = seen[0]; last && last.state !== 'done'; last = seen.at(-1)) {
    seen.push(await backEnd.poll(connection, last.handle, call));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return seen;
}

const PICTURES: readonly ModelSlot[] = ['image', 'last-image', 'mask', 'reference', 'sketch'];

async function makeFile(workDir: string, slot: ModelSlot, content: string | Buffer): Promise<ModelFile> {
  const isPicture = PICTURES.includes(slot);
  const name = `${slot}${isPicture ? '.png' : '.mp4'}`;
  const path = join(workDir, name);
  await writeFile(path, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const byteLength = Buffer.byteLength(content);
  return { slot, name, path, mediaType: isPicture ? 'image/png' : 'video/mp4', sha256, byteLength };
}
