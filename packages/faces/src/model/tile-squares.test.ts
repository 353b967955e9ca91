import { expect, it } from 'vitest';
import { tileSquares } from './tile-squares.ts';

it.each([
  [1280, 720],
  [720, 1280],
  [4096, 1716],
  [500, 500],
  [105, 105],
])('has for %i × %i a square around every face that is at most ten times its size', (widthPx, heightPx) => {
  const squares = tileSquares(widthPx, heightPx);
  for (const sizePx of [0.1, 0.3, 0.7].map((share) => share * Math.min(widthPx, heightPx))) {
    for (let step = 0; step <= 40; step++) {
      const left = ((widthPx - sizePx) * step) / 40;
      const top = ((heightPx - sizePx) * ((step * 7) % 41)) / 40;
      const around = squares.filter(
        ({ leftPx, topPx, sidePx }) =>
          leftPx <= left && topPx <= top && leftPx + sidePx >= left + sizePx && topPx + sidePx >= top + sizePx,
      );
      const closest = Math.min(...around.map(({ sidePx }) => sidePx / sizePx));
      // The detector sees faces from a tenth of what it is shown.
      expect(closest).toBeLessThanOrEqual(10);
    }
  }
});
