import {
  clipPolygon,
  cornerAt,
  cutIntoConvex,
  directionOf,
  doubleArea,
  type PlanPoint,
  type PlanPolygon,
  type TaggedPolygon,
} from '../structure/plan-polygon.ts';
import { sharedStretch } from '../structure/shared-stretch.ts';
import { invalidPlan } from './invalid-plan.ts';
import type { BlockPlan } from './solved-set-up.ts';

/** Walls that miss each other by no more are meant to touch: base corners in pixels are never exact. */
const SNAP_M = 0.6;
/** Sines of angles that count as parallel, about 3°. */
const PARALLEL = 0.052;
/** Least stretch of wall that two blocks share. */
const LEAST_SHARED_M = 0.5;
const LEAST_OVERLAP_M2 = 0.01;

/**
 * Moves each wing against the main block or a wing before it, so that their walls share a plane.
 * @throws BacklotError `BUILDING_PLAN_INVALID` for a wing that touches no other block, or stands in one
 */
export function joinWings(main: BlockPlan, wings: readonly BlockPlan[]): BlockPlan[] {
  const placed: BlockPlan[] = [];
  for (const [index, wing] of wings.entries()) {
    const joined = [main, ...placed].reduce((moved, block) => snapTo(moved, block), wing);
    const blocks = [main, ...placed];
    if (!blocks.some((block) => touches(outlineOf(joined), outlineOf(block)))) {
      throw invalidPlan(
        `wings[${index}] touches no other block`,
        `One of its walls must lie within ${SNAP_M} m of another block's wall, and parallel to it.`,
      );
    }
    for (const [other, block] of blocks.entries()) {
      const sharedM2 = overlapArea(outlineOf(joined), outlineOf(block));
      if (sharedM2 <= LEAST_OVERLAP_M2) continue;
      throw invalidPlan(
        `wings[${index}] stands ${sharedM2.toFixed(2)} m² inside ${other === 0 ? 'the main block' : `wings[${other - 1}]`}`,
        'Wings stand against each other, they do not overlap.',
      );
    }
    placed.push(joined);
  }
  return placed;
}

function outlineOf({ cornersM }: BlockPlan): PlanPolygon {
  return cornersM.map(([x, z]) => [x, -z]);
}

/** The wing turned parallel to a block that it nearly is, and moved against its nearest facing wall. */
function snapTo(wing: BlockPlan, block: BlockPlan): BlockPlan {
  const target = outlineOf(block);
  const turned = turnParallel(outlineOf(wing), target);
  let best: PlanPoint | undefined;
  for (const [i] of turned.entries()) {
    for (const [j] of target.entries()) {
      const move = gapBetween(turned, i, target, j);
      if (move && (!best || lengthOf(move) < lengthOf(best))) best = move;
    }
  }
  if (!best) return wing;
  const [dx, dq] = best;
  return { ...wing, cornersM: turned.map(([x, q]) => [x + dx, -(q + dq)] as const) };
}

function turnParallel(outline: PlanPolygon, target: PlanPolygon): PlanPolygon {
  const own = directionOf(cornerAt(outline, 0), cornerAt(outline, 1));
  for (const [j] of target.entries()) {
    const along = directionOf(cornerAt(target, j), cornerAt(target, j + 1));
    const sine = own[0] * along[1] - own[1] * along[0];
    const cosine = own[0] * along[0] + own[1] * along[1];
    if (Math.abs(sine) > PARALLEL && Math.abs(cosine) > PARALLEL) continue;
    // The nearest of the four directions that are parallel or square to that side.
    const axis: PlanPoint =
      Math.abs(sine) <= PARALLEL
        ? [along[0] * Math.sign(cosine), along[1] * Math.sign(cosine)]
        : [along[1] * -Math.sign(sine), along[0] * Math.sign(sine)];
    return turnTo(outline, [axis[0], axis[1]], own);
  }
  return outline;
}

/** Turns an outline about its first corner so that a direction becomes another. */
function turnTo(outline: PlanPolygon, to: PlanPoint, from: PlanPoint): PlanPolygon {
  const cos = from[0] * to[0] + from[1] * to[1];
  const sin = from[0] * to[1] - from[1] * to[0];
  const [ox, oq] = cornerAt(outline, 0);
  return outline.map(([x, q]) => [ox + (x - ox) * cos - (q - oq) * sin, oq + (x - ox) * sin + (q - oq) * cos]);
}

/** The move, square to side j, that brings side i of an outline against it; undefined where they do not face each other. */
function gapBetween(outline: PlanPolygon, i: number, target: PlanPolygon, j: number): PlanPoint | undefined {
  const start = cornerAt(target, j);
  const along = directionOf(start, cornerAt(target, j + 1));
  const outward: PlanPoint = [along[1], -along[0]];
  const corner = cornerAt(outline, i);
  const gapM = (corner[0] - start[0]) * outward[0] + (corner[1] - start[1]) * outward[1];
  if (Math.abs(gapM) > SNAP_M) return undefined;
  const move: PlanPoint = [-gapM * outward[0], -gapM * outward[1]];
  const moved = outline.map(([x, q]): PlanPoint => [x + move[0], q + move[1]]);
  const shared = sharedStretch(target, j, moved, i);
  return shared && shared.toM - shared.fromM >= LEAST_SHARED_M ? move : undefined;
}

function touches(outline: PlanPolygon, other: PlanPolygon): boolean {
  return outline.some((_, i) =>
    other.some((__, j) => {
      const shared = sharedStretch(other, j, outline, i);
      return shared !== undefined && shared.toM - shared.fromM >= LEAST_SHARED_M;
    }),
  );
}

function overlapArea(outline: PlanPolygon, other: PlanPolygon): number {
  return cutIntoConvex(other).reduce((sum, part) => {
    let rest: TaggedPolygon | undefined = { corners: outline, tags: outline.map((_, i) => i) };
    for (const [i, start] of part.entries()) {
      const along = directionOf(start, cornerAt(part, i + 1));
      const outward: PlanPoint = [along[1], -along[0]];
      rest = rest && clipPolygon(rest, outward, start[0] * outward[0] + start[1] * outward[1], -1);
    }
    return sum + (rest ? doubleArea(rest.corners) / 2 : 0);
  }, 0);
}

function lengthOf([x, q]: PlanPoint): number {
  return Math.sqrt(x * x + q * q);
}
