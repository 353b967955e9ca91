import { describe, expect, it } from 'vitest';
import { type FilmRequest, makeFilm } from './make-film.ts';

const REQUEST: FilmRequest = { prompt: 'a street', widthPx: 100, heightPx: 50, frames: 9, frameRate: [24000, 1001] };

/** Where a box of ISO 14496-12 begins, by its name. */
function boxAt(film: Buffer, name: string): number {
  const at = film.indexOf(name, 0, 'latin1');
  expect(at, name).toBeGreaterThan(0);
  return at + 4;
}

describe('makeFilm', () => {
  it('makes the same bytes of the same request, and others of other words', () => {
    expect(makeFilm(REQUEST)).toEqual(makeFilm(REQUEST));
    expect(makeFilm({ ...REQUEST, prompt: 'a river' })).not.toEqual(makeFilm(REQUEST));
  });

  it('states size, rate and length', () => {
    const film = makeFilm(REQUEST);
    const media = boxAt(film, 'mdhd');
    expect([film.readUInt32BE(media + 12), film.readUInt32BE(media + 16)]).toEqual([24000, 9 * 1001]);
    const entry = boxAt(film, 'avc1');
    const again = film.indexOf('avc1', entry, 'latin1') + 4;
    expect([film.readUInt16BE(again + 24), film.readUInt16BE(again + 26)]).toEqual([100, 50]);
    expect(film.readUInt32BE(boxAt(film, 'stsz') + 8)).toBe(9);
  });

  it('is small however large and long it is', () => {
    const film = makeFilm({ ...REQUEST, widthPx: 1280, heightPx: 720, frames: 96 });
    expect(film.byteLength).toBeLessThan(4e6);
    expect(film.readUInt32BE(boxAt(film, 'stss') + 4)).toBe(2);
  });

  it('names where each picture lies, and none holds a start code', () => {
    const film = makeFilm(REQUEST);
    const offsets = boxAt(film, 'stco');
    for (let index = 0; index < 9; index++) {
      const at = film.readUInt32BE(offsets + 8 + index * 4);
      const picture = film.subarray(at + 4, at + 4 + film.readUInt32BE(at));
      expect(picture[0]).toBe(index % 6 === 0 ? 0x65 : 0x61);
      expect(picture.includes(Buffer.from([0, 0, 1]))).toBe(false);
      expect(picture.includes(Buffer.from([0, 0, 0]))).toBe(false);
    }
  });
});
