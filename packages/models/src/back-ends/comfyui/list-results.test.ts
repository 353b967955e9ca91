import { expect, it } from 'vitest';
import { openGateway } from '../../gateway/open-gateway.ts';
import { listResults } from './list-results.ts';
import type { HistoryEntry } from './locate-prompt.ts';

const connection = { address: 'http://render-1:8188/comfy', outbound: openGateway({ isOffline: () => true }) };

function entryOf(outputs: Record<string, unknown>): HistoryEntry {
  return { prompt: [1, 'id', {}], outputs, status: null };
}

const file = (filename: string, type = 'output', subfolder = '') => ({ filename, subfolder, type });

it('lists what was saved, of every kind of node, and no previews or inputs beside it', () => {
  const results = listResults(
    connection,
    entryOf({
      '7': { images: [file('plate.mp4', 'input', 'backlot')], animated: [true] },
      '8': { images: [file('look.png', 'temp')] },
      '9': { images: [file('clip_00001_.mp4', 'output', 'video')], animated: [true] },
      '10': { gifs: [{ ...file('combined.webm'), format: 'video/webm', frame_rate: 24 }] },
      '11': { audio: [file('sound.flac')] },
      '12': { text: ['a street'] },
      '13': null,
    }),
  );
  expect(results.map(({ name, mediaType }) => [name, mediaType])).toEqual([
    ['clip_00001_.mp4', 'video/mp4'],
    ['combined.webm', 'video/webm'],
    ['sound.flac', 'audio/flac'],
  ]);
  expect(results[0]?.url).toBe('http://render-1:8188/comfy/view?filename=clip_00001_.mp4&subfolder=video&type=output');
});

it('lists previews where nothing was saved, and never inputs', () => {
  const results = listResults(
    connection,
    entryOf({ '1': { images: [file('in.png', 'input'), file('look.png', 'temp')] } }),
  );
  expect(results.map(({ name }) => name)).toEqual(['look.png']);
});

it('gives names that lead nowhere and are not given twice', () => {
  const names = listResults(
    connection,
    entryOf({
      '1': { images: [file('../../etc/passwd'), file('.hidden'), file('a.png'), file('a.png', 'output', 'b')] },
    }),
  ).map(({ name }) => name);
  expect(names).toEqual(['_.._etc_passwd', 'hidden', 'a.png', '3-a.png']);
});

it('sends the key with fetching where there is one', () => {
  const [result] = listResults({ ...connection, key: 'k' }, entryOf({ '1': { images: [file('a.png')] } }));
  expect(result).toMatchObject({ needsKey: true });
  expect(result?.url).not.toContain('k=');
});
