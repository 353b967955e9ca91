import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type ComfyuiServer, type ComfyuiServerOptions, openComfyuiServer } from './comfyui-server.ts';
import type { PromptGraph } from './prompt-graph.ts';

const opened: ComfyuiServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function open(options: ComfyuiServerOptions = {}): Promise<ComfyuiServer> {
  const server = await openComfyuiServer({ stepMs: 1, ...options });
  opened.push(server);
  return server;
}

const ID = '0b1c7c1e-4f4f-4c39-9d9e-2b8a2f6f3c11';

function graphOf(change: Record<string, unknown> = {}): PromptGraph {
  return {
    '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sd_xl_base_1.0.safetensors' } },
    '5': { class_type: 'EmptyLatentImage', inputs: { width: 32, height: 16, batch_size: 1 } },
    '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a street', clip: ['4', 1] } },
    '3': {
      class_type: 'KSampler',
      inputs: {
        seed: 1,
        steps: 4,
        cfg: 8,
        sampler_name: 'euler',
        scheduler: 'normal',
        denoise: 1,
        model: ['4', 0],
        positive: ['6', 0],
        negative: ['6', 0],
        latent_image: ['5', 0],
        ...change,
      },
    },
    '8': { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
    '9': { class_type: 'SaveImage', inputs: { images: ['8', 0], filename_prefix: 'ComfyUI' } },
  };
}

async function queue(server: ComfyuiServer, body: Record<string, unknown>) {
  const response = await fetch(`${server.address}/prompt`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

interface HistoryEntry {
  readonly outputs: Record<string, { readonly images: readonly Record<string, string>[] }>;
  readonly status: { readonly status_str: string; readonly messages: readonly (readonly [string, unknown])[] };
}

async function history(server: ComfyuiServer): Promise<HistoryEntry> {
  for (;;) {
    const answer = (await (await fetch(`${server.address}/history/${ID}`)).json()) as Record<string, HistoryEntry>;
    const entry = answer[ID];
    if (entry) return entry;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('the server', () => {
  it('runs a prompt under the id that the client gave, and keeps it in its history', async () => {
    const server = await open();
    expect((await queue(server, { prompt: graphOf(), prompt_id: ID })).body).toMatchObject({
      prompt_id: ID,
      node_errors: {},
    });
    const { outputs, status } = await history(server);
    expect(outputs['9']?.images).toEqual([{ filename: 'ComfyUI_00001_.png', subfolder: '', type: 'output' }]);
    expect(status.messages.map(([type]) => type)).toEqual(['execution_start', 'execution_cached', 'execution_success']);
  });

  it('runs the same id twice, as ComfyUI does', async () => {
    const server = await open();
    await queue(server, { prompt: graphOf(), prompt_id: ID });
    await queue(server, { prompt: graphOf(), prompt_id: ID });
    expect(server.prompts).toHaveLength(2);
  });

  it('tells the client of the prompt, and nobody else, what happens', async () => {
    const server = await open();
    const heard: Record<string, string[]> = { own: [], other: [] };
    let previews = 0;
    for (const client of ['own', 'other']) {
      const socket = new WebSocket(`${server.address.replace('http', 'ws')}/ws?clientId=${client}`);
      socket.on('message', (data, isBinary) => {
        if (isBinary) previews += 1;
        else heard[client]?.push(JSON.parse(String(data)).type);
      });
      await once(socket, 'message');
    }
    await queue(server, { prompt: graphOf(), prompt_id: ID, client_id: 'own' });
    await history(server);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(new Set(heard.other)).toEqual(new Set(['status']));
    expect([...new Set(heard.own)].sort()).toEqual([
      'executed',
      'executing',
      'execution_cached',
      'execution_start',
      'execution_success',
      'progress',
      'progress_state',
      'status',
    ]);
    expect(previews).toBe(4);
  });

  it('gives results whole, in parts, and by their size alone', async () => {
    const server = await open();
    await queue(server, { prompt: graphOf(), prompt_id: ID });
    await history(server);
    const address = `${server.address}/view?filename=ComfyUI_00001_.png&type=output`;
    const whole = Buffer.from(await (await fetch(address)).arrayBuffer());
    expect([whole.readUInt32BE(16), whole.readUInt32BE(20)]).toEqual([32, 16]);
    const part = await fetch(address, { headers: { range: 'bytes=10-' } });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, whole.subarray(10)]);
    const head = await fetch(address, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(whole.byteLength));
    expect((await fetch(`${server.address}/view?filename=../../etc/passwd`)).status).toBe(404);
  });

  it('forgets its queue and history when it is restarted, not its files', async () => {
    const server = await open();
    await queue(server, { prompt: graphOf(), prompt_id: ID });
    await history(server);
    server.restart();
    expect(await (await fetch(`${server.address}/history`)).json()).toEqual({});
    expect((await fetch(`${server.address}/view?filename=ComfyUI_00001_.png`)).status).toBe(200);
  });

  it('describes its nodes, and lacks those that it was told to', async () => {
    const server = await open({ without: ['KSampler'] });
    const info = (await (await fetch(`${server.address}/object_info`)).json()) as Record<string, unknown>;
    expect(Object.keys(info)).toContain('WanVaceToVideo');
    expect(Object.keys(info)).not.toContain('KSampler');
    expect(await (await fetch(`${server.address}/api/object_info/KSampler`)).json()).toEqual({});
  });
});

describe('a prompt that cannot run', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['a choice that is not there', { sampler_name: 'magic' }, 'value_not_in_list', 'sampler_name'],
    ['a number that is too small', { steps: 0 }, 'value_smaller_than_min', 'steps'],
    ['a number that is too large', { cfg: 1000 }, 'value_bigger_than_max', 'cfg'],
    ['no number', { steps: 'many' }, 'invalid_input_type', 'steps'],
    ['nothing', { seed: undefined }, 'required_input_missing', 'seed'],
    ['a link of another kind', { model: ['5', 0] }, 'return_type_mismatch', 'model'],
  ])('is refused for %s', async (_, change, type, input) => {
    const server = await open();
    const { status, body } = await queue(server, { prompt: graphOf(change), prompt_id: ID });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: { type: 'prompt_outputs_failed_validation' },
      node_errors: { '3': { class_type: 'KSampler', errors: [{ type, extra_info: { input_name: input } }] } },
    });
    expect(server.prompts).toEqual([]);
  });

  it('is refused for an unknown node, an id that is none, and where nothing is saved', async () => {
    const server = await open();
    const types = [];
    const odd = { ...graphOf(), '7': { class_type: 'Odd', inputs: {} } };
    const { '9': _, ...unsaved } = graphOf();
    for (const body of [{ prompt: odd }, { prompt: graphOf(), prompt_id: 'call-1' }, { prompt: unsaved }, {}]) {
      types.push(((await queue(server, body)).body as { error: { type: string } }).error.type);
    }
    expect(types).toEqual(['missing_node_type', 'invalid_prompt_id', 'prompt_no_outputs', 'no_prompt']);
  });
});

describe('words that ask for a fault', () => {
  it('fail at the start, at work, or when the result is fetched', async () => {
    const server = await open();
    const asking = (fault: string) => ({
      ...graphOf(),
      '6': { class_type: 'CLIPTextEncode', inputs: { text: `a street fault:${fault}`, clip: ['4', 1] } },
    });
    const start = await fetch(`${server.address}/prompt`, {
      method: 'POST',
      body: JSON.stringify({ prompt: asking('status-402') }),
    });
    expect(start.status).toBe(402);
    await queue(server, { prompt: asking('wrong-type'), prompt_id: ID });
    const { outputs } = await history(server);
    const page = await fetch(`${server.address}/view?filename=${outputs['9']?.images[0]?.filename}`);
    expect(page.headers.get('content-type')).toMatch('text/html');
    server.restart();
    await queue(server, { prompt: asking('job-failed'), prompt_id: ID });
    expect((await history(server)).status.status_str).toBe('error');
  });
});
