import type { Square } from './crop-square.ts';

// The detector sees 256 × 256 pixels and finds faces from about a tenth of that. Squares of this share of the picture's
// shorter side let it see faces from 1/20 of the picture's height; smaller ones cannot be compared anyway.
const SMALL_SHARE = 0.55;
// Two such squares just cover the shorter side.
const OVERLAP = 0.18;

/** Squares that together show a picture's large, middle and small faces to a detector that sees only large ones. */
export function tileSquares(widthPx: number, heightPx: number): readonly Square[] {
  const longer = Math.max(widthPx, heightPx);
  const shorter = Math.min(widthPx, heightPx);
  const whole = { leftPx: (widthPx - longer) / 2, topPx: (heightPx - longer) / 2, sidePx: longer };
  const middle = longer > shorter * 1.1 ? coverWith(widthPx, heightPx, shorter) : [];
  return [whole, ...middle, ...coverWith(widthPx, heightPx, Math.round(shorter * SMALL_SHARE))];
}

function coverWith(widthPx: number, heightPx: number, sidePx: number): readonly Square[] {
  return placeAlong(heightPx, sidePx).flatMap((topPx) =>
    placeAlong(widthPx, sidePx).map((leftPx) => ({ leftPx, topPx, sidePx })),
  );
}

function placeAlong(lengthPx: number, sidePx: number): readonly number[] {
  const free = lengthPx - sidePx;
  if (free <= 0) return [0];
  const count = Math.ceil(free / (sidePx * (1 - OVERLAP))) + 1;
  return Array.from({ length: count }, (_, index) => Math.round((free * index) / (count - 1)));
}
