import { rm } from 'node:fs/promises';
import type { TakeFile } from '@backlot/film';
import type { UseFacts } from '@backlot/policy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeDelivery } from './judge-take.ts';
import { isMarkedThroughout, listMarkedFiles } from './marked-files.ts';
import type { TakeRecord } from './take-record.ts';
import { makeApprovedTake, openTestStudio, type TestStudio } from './testing/test-studio.ts';

const producer = { name: 'Iris', role: 'producer' } as const;

let test: TestStudio;
beforeEach(async () => {
  test = await openTestStudio();
  await test.studio.createProduction({ slug: 'example', title: 'Example', by: producer });
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

const file = (role: string, name: string, mediaType: string): TakeFile => ({
  role,
  name,
  mediaType,
  sha256: 'a'.repeat(64),
  byteLength: 1,
});
const FILM = file('video', 'shot.mp4', 'video/mp4');
const POSTER = file('poster', 'poster.png', 'image/png');
const MASTER = file('prores', 'shot.mov', 'video/quicktime');
const FRAME = file('composite', 'composite/0001.exr', 'image/x-exr');

/** An approved take with these files, of which sealing has marked those for viewing. */
async function makeMarked(files: readonly TakeFile[]): Promise<TakeRecord> {
  const take = await makeApprovedTake(test);
  if (!take.seal) throw new Error('not sealed');
  const sealed = files.map(({ name }) => ({ ...take.seal!.files[0]!, name, kind: 'embedded' as const }));
  return { ...take, files, seal: { ...take.seal, mark: 'bl1-7f3a92c4', files: sealed } };
}

describe('the files that carry a take’s mark', () => {
  it('are those for viewing, masters by choice, and never frames that are worked on', async () => {
    const take = await makeMarked([FILM, POSTER, MASTER, FRAME]);
    expect(listMarkedFiles(take, false)).toEqual({ marked: ['shot.mp4', 'poster.png'], unmarked: ['shot.mov'] });
    expect(listMarkedFiles(take, true)).toEqual({ marked: ['shot.mp4', 'poster.png', 'shot.mov'], unmarked: [] });
  });

  it('are none where a seal could not be put into them, or sealing marked none', async () => {
    const { seal, ...take } = await makeMarked([FILM]);
    const { mark: _, ...unmarked } = seal!;
    expect(isMarkedThroughout({ ...take, seal: { ...seal!, files: [] } }, true)).toBe(false);
    expect(isMarkedThroughout({ ...take, seal: unmarked }, true)).toBe(false);
    expect(isMarkedThroughout({ ...take, files: [FRAME], seal: seal! }, true)).toBe(false);
  });
});

describe('what policy hears of the mark at a delivery', () => {
  async function hears(files: readonly TakeFile[], marksMasters: boolean): Promise<UseFacts['marks']> {
    const heard: UseFacts['marks'][] = [];
    const { policy } = test.ports;
    const decide: typeof policy.decide = (facts) => {
      heard.push(facts.marks);
      return policy.decide(facts);
    };
    const ports = { ...test.ports, policy: { ...policy, decide } };
    await judgeDelivery(ports, await makeMarked(files), producer, { marksMasters });
    return heard[0];
  }

  it('is that one is missing where masters leave without it', async () => {
    const marks = await hears([FILM, MASTER, FRAME], false);
    expect(marks).toEqual({ signedMetadata: true, watermark: false });
  });

  it('is that it is there where masters leave with it, or there are none', async () => {
    const both = { signedMetadata: true, watermark: true };
    expect(await hears([FILM, MASTER, FRAME], true)).toEqual(both);
    expect(await hears([FILM, FRAME], false)).toEqual(both);
  });
});
