import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type ComfyuiServer,
  elevenlabs,
  fal,
  openai,
  openComfyuiServer,
  startVendorServer,
  type VendorServer,
} from '@backlot/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandResult, runBacklot } from './run-backlot.ts';

const COUNT_SOCKETS = pathToFileURL(fileURLToPath(new URL('./count-sockets.mjs', import.meta.url))).href;
const KEY = 'fal-key-of-many-characters-9876';
const SHOT = ['--production', 'harbour', '--shot', 'sq010/sh0010'];
const SMALL = ['--set', 'widthPx=256', '--set', 'heightPx=128'];

let folder: string;
let comfyui: ComfyuiServer;
let vendor: VendorServer;
let writer: VendorServer;
let card: string;
let said = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-models-'));
  comfyui = await openComfyuiServer();
  vendor = await startVendorServer({ protocol: fal, key: KEY });
  writer = await startVendorServer({ protocol: openai, key: KEY });
  await backlot('production', 'create', 'harbour', '--title', 'Night Harbour');
});
afterAll(async () => {
  await Promise.all([comfyui.close(), vendor.close(), writer.close()]);
  await rm(folder, { recursive: true, force: true });
});

async function backlotWith(env: Readonly<Record<string, string>>, ...words: string[]): Promise<CommandResult> {
  const result = await runBacklot(words, { home: join(folder, 'home'), env });
  said += result.stdout + result.stderr;
  return result;
}

function backlot(...words: string[]): Promise<CommandResult> {
  return backlotWith({}, ...words);
}

async function json(...words: string[]) {
  const result = await backlot(...words, '--json');
  expect([result.exitCode, result.stderr]).toEqual([0, '']);
  return JSON.parse(result.stdout);
}

async function addCard(backEnd: string, content: object): Promise<string> {
  const path = join(folder, 'card.json');
  const whole = {
    vendor: 'Tests',
    version: '1',
    licence: 'Apache-2.0',
    trainedOn: 'licensed',
    retainsInputs: false,
    trainsOnInputs: false,
    environment: 'secured',
    backEnd,
    task: 'image',
    ...content,
  };
  await writeFile(path, JSON.stringify(whole));
  return (await json('model', 'add', 'harbour', path)).id;
}

describe('models on the command line, as a new user would', () => {
  it('adds a ComfyUI of one’s own and a hosted service, and hears what is there', async () => {
    const own = await json('models', 'add', 'harbour', '--kind', 'comfyui', '--own', '--address', comfyui.address);
    const tested = await json('models', 'test', own.id);
    expect(tested.models.map(({ name }: { name: string }) => name)).toContain('text-to-image');
    card = await addCard(own.id, {
      name: 'Z-Image',
      model: 'text-to-image',
      price: { unit: 'image', usdMicros: 12_000 },
    });
    const keyFile = join(folder, 'key.txt');
    await writeFile(keyFile, `${KEY}\n`);
    const words = ['--kind', 'fal', '--own', '--address', vendor.address, '--key-file', keyFile];
    const hosted = await json('models', 'add', 'harbour', ...words);
    expect(hosted).toMatchObject({ keyEnding: '9876' });
    const wrong = await backlotWith({ BACKLOT_MODEL_KEY: 'wrong' }, 'models', 'add', 'harbour', '--kind', 'runway');
    expect(wrong.exitCode).toBe(0);
    const encrypted = comfyui.address.replace('http:', 'https:');
    const outside = await backlot('models', 'add', 'harbour', '--kind', 'comfyui', '--address', encrypted);
    const refused = await backlot('models', 'test', /^\S+/.exec(outside.stdout)?.[0] ?? '');
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain('OUTBOUND_ADDRESS_REFUSED');
  });

  it('says what would leave and what it costs, and sends nothing of it for that', async () => {
    const sent = () => comfyui.requests.filter(({ path }) => !path.startsWith('/object_info/')).length;
    const before = sent();
    const plan = await backlot(
      'take',
      'image',
      ...SHOT,
      '--model',
      card,
      '--prompt',
      'a stone pier',
      ...SMALL,
      '--plan',
    );
    expect(plan.stdout).toContain('1 call, at $0.012');
    expect(plan.stdout).toContain('prompt: "a stone pier"');
    expect(plan.stdout).toContain('Policy: allow');
    const named = await backlot('take', 'image', ...SHOT, '--model', card, '--prompt', 'Tom Hanks on a pier', '--plan');
    expect(named.stdout).toContain('Tom Hanks');
    expect(named.stdout).not.toContain('Policy: allow');
    expect([plan.exitCode, named.exitCode]).toEqual([0, 3]);
    const speech = await backlot('take', 'voice', ...SHOT, '--model', card, '--prompt', 'Who is there?', '--plan');
    expect([speech.exitCode, speech.stderr]).toEqual([
      2,
      expect.stringContaining('expected a model that makes speech'),
    ]);
    const odd = ['--set', 'widthPx=250', '--set', 'heightPx=128', '--plan'];
    const size = await backlot('take', 'image', ...SHOT, '--model', card, '--prompt', 'a stone pier', ...odd);
    expect([size.exitCode, size.stderr]).toEqual([2, expect.stringContaining('multiples of 16 px, got 250')]);
    expect(sent()).toBe(before);
  });

  it('makes concept pictures, and tells what they cost', async () => {
    const out = join(folder, 'pier');
    const words = ['--model', card, '--prompt', 'a stone pier', '--set', 'variants=2', ...SMALL, '--out', out];
    const take = await json('take', 'image', ...SHOT, ...words);
    expect(take).toMatchObject({ state: 'in-review', costUsdMicros: 24_000 });
    expect(await readdir(join(out, 'variants'))).toHaveLength(2);
    expect(comfyui.prompts).toHaveLength(2);
    const spend = await json('models', 'spend', 'harbour');
    expect(spend).toMatchObject({ spentUsdMicros: 24_000, uncertainUsdMicros: 0 });
    const verified = await json('verify', join(out, 'poster.png'));
    expect(verified.state).toBe('valid');
  });

  it('picks a variant by its number, and says what there is where there is no such one', async () => {
    const [take] = await json('takes');
    expect(await json('pick', take.id, '2', '--by', 'Ada')).toMatchObject({
      pick: { file: 'variants/variant-2.png', by: { name: 'Ada', role: 'artist' } },
    });
    const wrong = await backlot('pick', take.id, '7', '--json');
    expect(wrong.exitCode).not.toBe(0);
    expect(wrong.stdout + wrong.stderr).toContain('There are: variants/variant-1.png, variants/variant-2.png.');
  });

  it('makes another like it where a model cannot say the same again', async () => {
    const [take] = await json('takes');
    const again = await json('rerun', take.id);
    expect(again).toMatchObject({ identical: true, replayedCalls: 2, newTake: { state: 'in-review' } });
    expect(again.newTake.id).not.toBe(take.id);
    expect(comfyui.prompts).toHaveLength(4);
  });

  it('says a line and makes a sound, from words alone', async () => {
    const speaker = await startVendorServer({ protocol: elevenlabs, key: KEY });
    const words = ['--kind', 'elevenlabs', '--own', '--address', speaker.address];
    const added = await backlotWith({ BACKLOT_MODEL_KEY: KEY }, 'models', 'add', 'harbour', ...words);
    const backEnd = /^\S+/.exec(added.stdout)?.[0] ?? '';
    const voice = await addCard(backEnd, { name: 'Voice', model: 'eleven_v3', task: 'speech' });
    const effects = await addCard(backEnd, { name: 'Effects', model: 'eleven_text_to_sound_v2', task: 'sound' });
    const line = ['take', 'voice', ...SHOT, '--model', voice, '--prompt', 'Is anybody there?'];
    const unnamed = await backlot(...line, '--plan');
    expect([unnamed.exitCode, unnamed.stderr]).toEqual([2, expect.stringContaining('--set voice=<id>')]);
    const plan = await backlot(...line, '--set', 'voice=calm-1', '--plan');
    expect(plan.stdout).toContain('voice, nobody’s as whoever asks says: "calm-1"');
    expect(plan.exitCode).toBe(0);
    const said = await json(...line, '--set', 'voice=calm-1', '--out', join(folder, 'line'));
    expect(said.state).toBe('in-review');
    const sound = ['--model', effects, '--prompt', 'rain on a tin roof', '--out', join(folder, 'rain')];
    expect((await json('take', 'sound', ...SHOT, ...sound)).state).toBe('in-review');
    await speaker.close();
  });

  it('has a brief read into shots and questions, once its plan was seen', async () => {
    const words = ['--kind', 'openai', '--own', '--address', writer.address];
    const added = await backlotWith({ BACKLOT_MODEL_KEY: KEY }, 'models', 'add', 'harbour', ...words);
    const reader = await addCard(/^\S+/.exec(added.stdout)?.[0] ?? '', {
      name: 'Reader',
      model: 'gpt-6-sol',
      task: 'words',
    });
    const brief = join(folder, 'brief.txt');
    await writeFile(brief, 'A stone pier at dawn.\nA boat comes in.\n');
    const plan = await backlot('models', 'brief', 'harbour', brief, '--model', reader, '--plan');
    expect(plan.stdout).toContain('A boat comes in.');
    expect(plan.stdout).toContain('Policy: allow');
    expect(writer.requests).toEqual([]);
    const read = await backlot('models', 'brief', 'harbour', brief, '--model', reader);
    expect(read.stdout).toContain('2. A boat comes in. (4 s)');
    expect(read.stdout).toContain('? What is the weather?');
    expect(writer.paid()).toHaveLength(1);
    expect((await backlot('models', 'spend', 'harbour')).stdout).toContain('no take, brief  gpt-6-sol  finished');
  });

  it('refuses what the budget does not bear', async () => {
    await backlot('models', 'budget', 'harbour', '--limit', '0.05');
    expect((await backlot('models', 'budget', 'harbour')).stdout).toContain('models cost at most $0.05');
    const words = ['--model', card, '--prompt', 'a stone pier', ...SMALL, '--out', join(folder, 'none')];
    const plan = await backlot('take', 'image', ...SHOT, ...words, '--plan');
    expect([plan.exitCode, plan.stdout]).toEqual([3, expect.stringContaining('BUDGET_SPENT: Production "harbour"')]);
    const refused = await backlot('take', 'image', ...SHOT, ...words);
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain('BUDGET_SPENT');
    await backlot('models', 'budget', 'harbour', '--limit', 'none');
  });

  it('sends nothing of an offline production, and opens no socket in an offline studio', async () => {
    await backlot('models', 'offline', 'harbour', 'on');
    const before = comfyui.requests.length;
    const words = ['take', 'image', ...SHOT, '--model', card, '--prompt', 'a stone pier', ...SMALL];
    const refused = await backlot(...words, '--out', join(folder, 'none'));
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain('offline-sends-nothing');
    await backlot('models', 'offline', 'harbour', 'off');

    const sockets = join(folder, 'sockets.txt');
    const { backEnds } = await json('models', 'list', 'harbour');
    const counted = { BACKLOT_OFFLINE: '1', NODE_OPTIONS: `--import ${COUNT_SOCKETS}`, COUNT_SOCKETS_IN: sockets };
    const [made, tested] = [
      await backlotWith(counted, ...words, '--out', join(folder, 'none')),
      await backlotWith(counted, 'models', 'test', backEnds[0].id),
    ];
    expect([made.exitCode, tested.exitCode]).toEqual([3, 3]);
    expect(tested.stderr).toContain('OFFLINE');
    expect(existsSync(sockets) ? await readFile(sockets, 'utf8') : '').toBe('');
    expect(comfyui.requests.length).toBe(before);
    // The count would have seen one.
    await backlotWith({ ...counted, BACKLOT_OFFLINE: '' }, 'models', 'test', backEnds[0].id);
    expect(await readFile(sockets, 'utf8')).toContain('connect');
  });

  it('corrects and retires a card', async () => {
    const { cards } = await json('models', 'list', 'harbour');
    const { id: _, production: _p, createdAt: _c, ...content } = cards.find(({ id }: { id: string }) => id === card);
    const path = join(folder, 'corrected.json');
    await writeFile(path, JSON.stringify({ ...content, version: '1.1', model: 'text-to-image' }));
    const corrected = await json('model', 'correct', card, path);
    expect(corrected).toMatchObject({ version: '1.1', replaces: card });
    const plan = await backlot('take', 'image', ...SHOT, '--model', card, '--prompt', 'a pier', ...SMALL, '--plan');
    expect([plan.exitCode, plan.stdout]).toEqual([3, expect.stringContaining('model-card-not-retired')]);
    expect((await backlot('model', 'retire', card)).stderr).toContain('RIGHT_STATE_INVALID');
  });

  it('corrects and removes a back end, whose key is replaced only where somebody says so', async () => {
    const [backEnd] = (await json('models', 'list', 'harbour')).backEnds;
    const untouched = await backlotWith({ BACKLOT_MODEL_KEY: 'of-another-vendor' }, 'models', 'change', backEnd.id);
    expect([untouched.exitCode, untouched.stderr]).toEqual([2, expect.stringContaining('OPTION_INVALID')]);
    const words = ['models', 'change', backEnd.id, '--title', 'Render room', '--new-key'];
    const changed = await backlotWith({ BACKLOT_MODEL_KEY: `${KEY}-4444` }, ...words);
    expect(changed.stdout).toContain('Render room (comfyui)');
    expect(changed.stdout).toContain('key …4444');
    const removed = await backlot('models', 'remove', backEnd.id);
    expect(removed.stdout).toContain('(Z-Image) makes nothing now');
    expect((await backlot('models', 'remove', backEnd.id)).stderr).toContain('BACK_END_NOT_FOUND');
  });

  it('never says a key', async () => {
    expect(said.length).toBeGreaterThan(1000);
    expect(said).not.toContain(KEY);
    const { stdout } = await backlot('models', 'spend', 'harbour', '--json');
    expect(stdout).not.toContain(KEY);
  });
});
