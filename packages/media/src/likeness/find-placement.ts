import type { CornerMatch } from './match-corners.ts';
import type { DescribedCorner } from './picture-likeness.ts';

/** Where a point of one picture lies in the other: x' = a·x + b·y + c, y' = d·x + e·y + f. */
export type Coefficients = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** A picture's place in another one. */
export interface Placement {
  readonly coefficients: Coefficients;
  /** Matches that agree with it, each place of either picture counted once. */
  readonly inliers: readonly CornerMatch[];
}

/** How far, in shares of the longer side, a corner may lie from where it should: from a single match, and at last. */
const FIRST_TOLERANCE = 0.04;
const LAST_TOLERANCE = 0.012;
const REFINEMENTS = 3;
/** Sizes may differ by this factor from what the placement says, and directions by about 30°. */
const SIZE_TOLERANCE = 1.5;
const LEAST_DIRECTION = 0.86;
/** A picture is not looked for smaller or larger than this, nor stretched more in one direction than in another. */
const MOST_SCALE = 6;
const MOST_STRETCH = 1.5;
/** Side of the cells in which matches count as one, in shares of the longer side. */
const CELL = 0.02;

/**
 * The placement with which most matches agree: each match proposes one by its own place, size and direction, so that all
 * can be tried and nothing is left to chance; the best is fitted anew to those that agree.
 */
export function findPlacement(matches: readonly CornerMatch[]): Placement | undefined {
  let best: readonly CornerMatch[] = [];
  for (const match of matches) {
    const proposal = propose(match);
    if (!isPlausible(proposal)) continue;
    const agreeing = matches.filter((other) => agreesAll(proposal, match, other));
    if (agreeing.length > best.length) best = agreeing;
  }
  let fitted: Coefficients | undefined;
  for (let step = 0; step < REFINEMENTS && best.length >= 4; step++) {
    fitted = fit(best);
    if (!fitted || !isPlausible(fitted)) return undefined;
    const placed = fitted;
    best = matches.filter((match) => isPlaced(placed, match, LAST_TOLERANCE));
  }
  return fitted && { coefficients: fitted, inliers: countOnce(best) };
}

/** Where a placement puts a point. */
export function place([a, b, c, d, e, f]: Coefficients, x: number, y: number): readonly [number, number] {
  return [a * x + b * y + c, d * x + e * y + f];
}

/** The placement the other way round. */
export function invert([a, b, c, d, e, f]: Coefficients): Coefficients {
  const area = a * e - b * d;
  return [e / area, -b / area, (b * f - e * c) / area, -d / area, a / area, (d * c - a * f) / area];
}

/** Turn, scale and shift that bring one corner onto the other. */
function propose({ from, to }: CornerMatch): Coefficients {
  const scale = to.scale / from.scale;
  const cosine = (to.directionX * from.directionX + to.directionY * from.directionY) * scale;
  const sine = (to.directionY * from.directionX - to.directionX * from.directionY) * scale;
  const c = to.x - (cosine * from.x - sine * from.y);
  const f = to.y - (sine * from.x + cosine * from.y);
  return [cosine, -sine, c, sine, cosine, f];
}

function agreesAll(proposal: Coefficients, by: CornerMatch, other: CornerMatch): boolean {
  const scale = by.to.scale / by.from.scale;
  const sizes = other.to.scale / other.from.scale / scale;
  if (sizes > SIZE_TOLERANCE || sizes * SIZE_TOLERANCE < 1) return false;
  const [directionX, directionY] = turn(proposal, other.from, scale);
  if (directionX * other.to.directionX + directionY * other.to.directionY < LEAST_DIRECTION) return false;
  return isPlaced(proposal, other, FIRST_TOLERANCE * Math.max(1, scale));
}

function turn([a, b, , d, e]: Coefficients, { directionX, directionY }: DescribedCorner, scale: number) {
  return [(a * directionX + b * directionY) / scale, (d * directionX + e * directionY) / scale] as const;
}

function isPlaced(coefficients: Coefficients, { from, to }: CornerMatch, tolerance: number): boolean {
  const [x, y] = place(coefficients, from.x, from.y);
  return (x - to.x) * (x - to.x) + (y - to.y) * (y - to.y) <= tolerance * tolerance;
}

/** Neither mirrored nor squashed, and of a size in which corners can be found. */
function isPlausible([a, b, , d, e]: Coefficients): boolean {
  const area = a * e - b * d;
  const squares = a * a + b * b + d * d + e * e;
  if (area <= 0) return false;
  // The stretches are the singular values: their product is `area`, the sum of their squares `squares`.
  const root = Math.sqrt(Math.max(0, squares * squares - 4 * area * area));
  const [most, least] = [Math.sqrt((squares + root) / 2), Math.sqrt(Math.max(0, squares - root) / 2)];
  return most <= MOST_SCALE && least * MOST_SCALE >= 1 && most <= least * MOST_STRETCH;
}

/** Least squares; undefined where the points lie on a line. */
function fit(matches: readonly CornerMatch[]): Coefficients | undefined {
  const middle = (read: (match: CornerMatch) => number): number =>
    matches.reduce((sum, match) => sum + read(match), 0) / matches.length;
  const [x0, y0] = [middle(({ from }) => from.x), middle(({ from }) => from.y)];
  const [u0, v0] = [middle(({ to }) => to.x), middle(({ to }) => to.y)];
  let [xx, xy, yy, xu, yu, xv, yv] = [0, 0, 0, 0, 0, 0, 0];
  for (const { from, to } of matches) {
    const [x, y, u, v] = [from.x - x0, from.y - y0, to.x - u0, to.y - v0];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xu += x * u;
    yu += y * u;
    xv += x * v;
    yv += y * v;
  }
  const determinant = xx * yy - xy * xy;
  if (determinant <= 1e-9) return undefined;
  const [a, b] = [(xu * yy - yu * xy) / determinant, (yu * xx - xu * xy) / determinant];
  const [d, e] = [(xv * yy - yv * xy) / determinant, (yv * xx - xv * xy) / determinant];
  return [a, b, u0 - a * x0 - b * y0, d, e, v0 - d * x0 - e * y0];
}

function countOnce(matches: readonly CornerMatch[]): CornerMatch[] {
  const taken = new Set<string>();
  return matches.filter(({ from, to }) => {
    const cells = [cellOf('from', from), cellOf('to', to)];
    if (cells.some((cell) => taken.has(cell))) return false;
    for (const cell of cells) taken.add(cell);
    return true;
  });
}

function cellOf(side: string, { x, y }: DescribedCorner): string {
  return `${side} ${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
}
