import { describe, expect, it } from 'vitest';
import { makeHandle } from './call-handle.ts';
import { readNews } from './prompt-progress.ts';
import { readPreview } from './read-preview.ts';

const ID = '0b1c7c1e-4f4f-4c39-9d9e-2b8a2f6f3c11';
const handle = makeHandle(ID, {
  '9': { class_type: 'SaveImage', inputs: { images: ['3', 0] } },
  '3': { class_type: 'KSampler', inputs: { steps: 8, model: ['4', 0] } },
  '4': { class_type: 'CheckpointLoaderSimple', inputs: {} },
});

function say(type: string, data: Record<string, unknown>) {
  return readNews(JSON.stringify({ type, data: { prompt_id: ID, ...data } }), handle);
}

describe('progress', () => {
  it('weighs a sampler by its steps, in the order in which nodes run', () => {
    expect(handle.nodes).toEqual([
      ['4', 1],
      ['3', 8],
      ['9', 1],
    ]);
  });

  it('adds up the states of all nodes', () => {
    const nodes = {
      '4': { state: 'finished', value: 1, max: 1 },
      '3': { state: 'running', value: 4, max: 8 },
    };
    expect(say('progress_state', { nodes })).toEqual({ isOver: false, fraction: 0.5 });
  });

  it('takes what stands before a node as done, where an old server tells of that node alone', () => {
    expect(say('progress', { node: '3', value: 4, max: 8 })).toEqual({ isOver: false, fraction: 0.5 });
    expect(say('progress', { node: 'unknown', value: 4, max: 8 })).toEqual({ isOver: false, fraction: 0 });
  });

  it('ends with a success, an error or an interruption', () => {
    for (const type of ['execution_success', 'execution_error', 'execution_interrupted']) {
      expect(say(type, {})).toEqual({ isOver: true });
    }
  });

  it('is none of other prompts, other messages and no JSON', () => {
    expect(say('execution_success', { prompt_id: 'other' })).toBeUndefined();
    expect(say('status', {})).toBeUndefined();
    expect(readNews('{', handle)).toBeUndefined();
  });
});

describe('a preview', () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  const word = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };

  it('is read with and without what it is of', () => {
    const metadata = Buffer.from('{"node_id":"3"}');
    const plain = readPreview(Buffer.concat([word(1), word(1), jpeg]));
    const described = readPreview(Buffer.concat([word(4), word(metadata.byteLength), metadata, jpeg]));
    for (const preview of [plain, described]) {
      expect(preview?.mediaType).toBe('image/jpeg');
      expect(Buffer.from(preview!.bytes)).toEqual(jpeg);
    }
  });

  it('is none where the message is text, short, or no picture', () => {
    expect(readPreview(Buffer.concat([word(3), word(1), jpeg]))).toBeUndefined();
    expect(readPreview(word(1))).toBeUndefined();
    expect(readPreview(Buffer.concat([word(1), word(1), jpeg, Buffer.alloc(2 ** 20)]))).toBeUndefined();
    expect(readPreview(Buffer.concat([word(1), word(1), Buffer.from('<svg/>')]))).toBeUndefined();
    expect(readPreview(Buffer.concat([word(4), word(9_999), jpeg]))).toBeUndefined();
  });
});
