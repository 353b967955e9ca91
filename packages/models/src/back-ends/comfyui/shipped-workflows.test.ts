import type { ModelFile, ModelJob } from '@backlot/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { readWorkflows, SHIPPED_WORKFLOWS } from './read-workflows.ts';
import { checkAll, openTrial, PICTURE, runToEnd, type Trial } from './testing/open-trial.ts';

const opened: Trial[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

const workflows = await readWorkflows([SHIPPED_WORKFLOWS]);
const CLIP: Partial<ModelJob> = {
  task: 'video',
  widthPx: 64,
  heightPx: 64,
  frameRate: { numerator: 25, denominator: 1 },
};

async function run(change: Partial<ModelJob>, files: (at: Trial) => readonly Promise<ModelFile>[]) {
  const at = await openTrial();
  opened.push(at);
  const job = { ...PICTURE, ...change, files: await Promise.all(files(at)) };
  await checkAll(at, job);
  const last = (await runToEnd(at, job)).at(-1);
  const graph = at.server.prompts[0]!.graph;
  return { remote: last?.state === 'done' ? last.remote : [], graph };
}

describe('a shipped workflow', () => {
  it.each(workflows)('$name says where its files come from and under what licence', ({ about, graph, needs }) => {
    expect(about).toMatch(/https:\/\/huggingface\.co\//);
    expect(about).toMatch(/Apache-2\.0|License Agreement/);
    const loaded = Object.values(graph).flatMap(({ inputs }) => Object.values(inputs));
    const files = loaded.filter((value) => typeof value === 'string' && value.endsWith('.safetensors'));
    expect(needs.files.map(({ name }) => name)).toEqual(expect.arrayContaining(files));
    for (const { name, from } of needs.files) expect(from.endsWith(`/${name}`)).toBe(true);
  });

  it('makes a picture from words', async () => {
    const { remote } = await run({}, () => []);
    expect(remote).toMatchObject([{ name: 'picture_00001_.png', mediaType: 'image/png' }]);
  });

  it('paints into a picture where a mask is white', async () => {
    const files = (at: Trial) => [at.file('image', 'picture'), at.file('mask', 'mask')];
    const { remote, graph } = await run(
      { model: 'inpaint', negativePrompt: 'rain', settings: { strength: 0.8 } },
      files,
    );
    expect(remote).toHaveLength(1);
    expect(graph['7']?.inputs.channel).toBe('red');
    expect(graph['9']?.inputs.text).toBe('rain');
    expect(graph['10']?.inputs.strength).toBe(0.8);
  });

  it('makes a clip under control, mask and reference', async () => {
    const files = (at: Trial) => [at.file('depth', 'd'), at.file('video-mask', 'm'), at.file('reference', 'r')];
    const { remote, graph } = await run({ ...CLIP, model: 'control-to-video', durationFrames: 9 }, files);
    expect(remote).toMatchObject([{ mediaType: 'video/mp4' }]);
    expect(graph['13']?.inputs).toMatchObject({
      length: 9,
      control_video: ['8', 0],
      control_masks: ['11', 0],
      reference_image: ['12', 0],
    });
    expect(graph['17']?.inputs.fps).toBe(25);
  });

  it('makes a clip with sound from a picture', async () => {
    const files = (at: Trial) => [at.file('image', 'first')];
    const { remote, graph } = await run(
      { ...CLIP, model: 'image-to-video', durationFrames: 17, withSound: true },
      files,
    );
    expect(remote).toMatchObject([{ mediaType: 'video/mp4' }]);
    expect([graph['9']?.inputs.length, graph['11']?.inputs.frames_number]).toEqual([17, 17]);
    expect([6, 11, 21].map((id) => graph[id]?.inputs.frame_rate ?? graph[id]?.inputs.fps)).toEqual([25, 25, 25]);
  });
});
