import { readFile } from 'node:fs/promises';
import { BacklotError, type FaceFinding } from '@backlot/film';
import type { FaceCheck } from '../ports/faces.ts';
import type { Vault } from '../ports/vault.ts';
import { verdictOfMatch } from '../verdict-of-match.ts';

/**
 * Faces for tests without pictures: a reference "picture" is a text whose first line names a face, and an input of the
 * take whose text names one shows it in every frame made from it.
 */
export const markerFaces: FaceCheck = {
  describe: async (path) => {
    const name = nameIn(await readFile(path, 'latin1'));
    if (name !== undefined) return [descriptorOf(name)];
    throw new BacklotError('REFERENCE_UNUSABLE', 'Reference: no face was found', { hint: 'Send a picture of a face.' });
  },
  compare: (a, b) => {
    const isAlike = a.some((left) => b.some((right) => left[0] === right[0]));
    return { similarity: isAlike ? 1 : 0, isAlike };
  },
  inspect: async ({ inputs, known }) => {
    const texts = await Promise.all(inputs.map(({ path }) => readFile(path, 'latin1')));
    return texts.flatMap((text): FaceFinding[] => {
      const name = nameIn(text);
      if (name === undefined) return [];
      const found = known.find(({ descriptors }) => descriptors[0]?.[0] === descriptorOf(name)[0]);
      if (!found) return [{ verdict: 'question', frame: 0, why: 'It matches nobody on file.' }];
      const { performer, name: whose } = found;
      const verdict = verdictOfMatch(found);
      return [{ verdict, frame: 0, performer, name: whose, similarity: 1, why: 'It matches a reference.' }];
    });
  },
};

/** Seals for tests: the performer's id before the bytes, both turned over. */
export const markerVault: Vault = {
  seal: async (bytes, performer) => Buffer.concat([Buffer.from(`${performer}\n`), bytes]).map((byte) => byte ^ 255),
  open: async (sealed, performer) => {
    const opened = Buffer.from(sealed.map((byte) => byte ^ 255));
    const head = `${performer}\n`;
    if (opened.subarray(0, head.length).toString() === head) return opened.subarray(head.length);
    throw new BacklotError('FILE_DAMAGED', 'Reference: it was sealed for another performer');
  },
};

function nameIn(text: string): string | undefined {
  return /^face: (.+)$/m.exec(text)?.[1];
}

function descriptorOf(name: string): Float32Array {
  return Float32Array.of([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65521, 7));
}
