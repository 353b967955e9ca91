import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BacklotError } from '@backlot/film';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWorkflows } from './read-workflows.ts';
import { parseWorkflow } from './workflow.ts';

function workflow(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'sky',
    title: 'A sky',
    task: 'image',
    graph: {
      '1': { class_type: 'LoadImage', inputs: { image: 'x.png' }, _meta: { title: 'Plate' } },
      '2': { class_type: 'SaveImage', inputs: { images: ['1', 0], filename_prefix: 'sky' } },
    },
    slots: { image: [{ node: '1', input: 'image' }] },
    ...change,
  };
}

describe('a workflow file', () => {
  it('is read with what it leaves out', () => {
    expect(parseWorkflow(workflow(), 'Workflow sky.json')).toMatchObject({
      optional: {},
      oneOf: [],
      makesSound: false,
      needs: { nodes: {}, files: [] },
    });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['an unknown field', { slot: {} }, /^Workflow sky\.json: slot: unknown field/],
    ['a name that no job can name', { name: 'My Sky' }, /name: expected lower case words/],
    [
      'a slot of a node that is not there',
      { slots: { prompt: [{ node: '9', input: 'text' }] } },
      /slots\.prompt\[0\]\.node/,
    ],
    [
      'a slot of an input that is not there',
      { slots: { seed: [{ node: '2', input: 'seed' }] } },
      /expected an input of node 2/,
    ],
    ['an optional part without a slot', { optional: { mask: ['1'] } }, /optional\.mask: expected one of the slots/],
    ['an optional part that is not there', { optional: { image: ['7'] } }, /optional\.image\[0\]/],
    ['a group of slots that are not there', { oneOf: [['image', 'depth']] }, /oneOf\[0\]\[1\]/],
    [
      'a link that leads nowhere',
      { graph: { '1': { class_type: 'SaveImage', inputs: { images: ['5', 0] } } }, slots: {} },
      /graph\.1\.inputs\.images: expected a link to a node of this graph/,
    ],
  ])('with %s is refused', (_, change, message) => {
    expect(() => parseWorkflow(workflow(change), 'Workflow sky.json')).toThrow(message);
  });

  it.each([{ nodes: [], links: [] }, { graph: { nodes: [], links: [] } }])(
    'as the canvas saves it is refused, with the menu that saves the other',
    (value) => {
      const error = caught(() => parseWorkflow(value, 'Workflow sky.json'));
      expect(error).toMatchObject({ code: 'SET_UP_INVALID', hint: expect.stringContaining('Export (API)') });
    },
  );

  it('of any content is read or refused in our words', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, part) => {
        for (const one of [value, workflow({ graph: value }), workflow({ slots: value, needs: part })]) {
          const error = caught(() => parseWorkflow(one, 'Workflow'));
          expect(error === undefined || error instanceof BacklotError).toBe(true);
        }
      }),
    );
  });
});

describe('the guide', () => {
  it('shows a workflow that can be read', async () => {
    const guide = await readFile(new URL('../../../../../docs/guide/comfyui.md', import.meta.url), 'utf8');
    const [, example = ''] = /```json\n(.*?)```/s.exec(guide) ?? [];
    expect(parseWorkflow(JSON.parse(example), 'The guide')).toMatchObject({ name: 'night-sky' });
  });
});

describe('a folder of workflows', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workflows-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('replaces a workflow of the same name of a folder before it', async () => {
    await writeFile(join(folder, 'sky.json'), JSON.stringify(workflow()));
    const own = await mkdtemp(join(folder, 'own-'));
    await writeFile(join(own, 'mine.json'), JSON.stringify(workflow({ title: 'Our sky' })));
    const read = await readWorkflows([folder, own]);
    expect(read.map(({ title }) => title)).toEqual(['Our sky']);
  });

  it('that is not there has none', async () => {
    expect(await readWorkflows([join(folder, 'none')])).toEqual([]);
  });

  it('names the file that is no JSON', async () => {
    await writeFile(join(folder, 'broken.json'), '{');
    await expect(readWorkflows([folder])).rejects.toMatchObject({
      code: 'SET_UP_UNREADABLE',
      message: expect.stringContaining('broken.json'),
    });
  });

  it('refuses two of one name', async () => {
    await writeFile(join(folder, 'a.json'), JSON.stringify(workflow()));
    await writeFile(join(folder, 'b.json'), JSON.stringify(workflow()));
    await expect(readWorkflows([folder])).rejects.toMatchObject({ code: 'SET_UP_INVALID' });
  });
});

function caught(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
