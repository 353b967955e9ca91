import { readFile } from 'node:fs/promises';
import { BacklotError, type LikenessFinding } from '@backlot/film';
import type { LikenessCheck } from '../ports/likeness.ts';

/**
 * Likenesses for tests without pictures: a work's "picture" is a text with the line `shows: …`, and an output whose bytes
 * hold the same words shows it.
 */
export const markerLikenesses: LikenessCheck = {
  describe: async (path, name) => {
    const shows = /^shows: (.+)$/m.exec(await readFile(path, 'latin1'))?.[1];
    if (shows !== undefined) return { shows };
    throw new BacklotError('PICTURE_UNREADABLE', `Picture ${name}: it shows nothing`, { hint: 'Send a picture.' });
  },
  inspect: async ({ files, works }) => {
    const texts = await Promise.all(
      files.map(async ({ file, path }) => ({ file, text: await readFile(path, 'latin1') })),
    );
    return works.flatMap(({ work, likeness }): LikenessFinding[] => {
      const shown = String(Reflect.get(Object(likeness), 'shows'));
      const found = texts.find(({ text }) => text.includes(shown));
      if (!found) return [];
      const { name, frame = 0 } = found.file;
      const { id, title, owner } = work;
      return [{ kind: 'same', file: name, frame, work: id, title, owner, score: 1, why: 'It says the same.' }];
    });
  },
};
