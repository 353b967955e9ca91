type Point = readonly [x: number, y: number];

const HEAD_LENGTH = 0.03;
const HEAD_SPREAD = 0.45;

/**
 * An arrow as one line without lifting the pen: shaft to the tip, then both wings. Points are fractions of the picture;
 * `aspect` is its width over its height, so that the wings look alike on every side.
 */
export function arrowPoints(from: Point, tip: Point, aspect: number): Point[] {
  const dx = tip[0] - from[0];
  const dy = (tip[1] - from[1]) / aspect;
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length === 0) return [from];
  const head = Math.min(HEAD_LENGTH, length * 0.5) / length;
  const wing = (side: 1 | -1): Point =>
    inside([tip[0] - head * (dx - side * HEAD_SPREAD * dy), tip[1] - head * (dy + side * HEAD_SPREAD * dx) * aspect]);
  return [from, tip, wing(1), tip, wing(-1)];
}

function inside([x, y]: Point): Point {
  return [Math.max(0, Math.min(1, x)), Math.max(0, Math.min(1, y))];
}
