import { crumbleInto } from './crush-force.ts';
import type { CollapseEvent } from './motion-frame.ts';
import { crumble, dissolve, type RigidWorld, readMotion, toWorld, velocityAt } from './rigid-world.ts';

/** Grinds a struck loose piece down, once: a small one turns to grains, a larger one loses its edges. */
export function crumblePiece(rigid: RigidWorld, id: number, frameTime: number): CollapseEvent | undefined {
  const piece = rigid.model.pieces[id];
  const group = rigid.groupOf[id];
  if (!piece || !group || rigid.crumbled[id] === 1) return undefined;
  const { massKg, sizeM, isGone } = crumbleInto(piece);
  const positionM = toWorld(group, piece.restOriginM);
  const velocityMs = velocityAt(group, readMotion(group), positionM);
  if (isGone) dissolve(rigid, id);
  else crumble(rigid, id);
  const areaM2 = piece.radiusM * piece.radiusM;
  return {
    kind: 'crumble',
    frameTime,
    positionM,
    velocityMs,
    massKg,
    areaM2,
    sizeM,
    impulseNs: 0,
    pieceA: id,
    pieceB: -1,
  };
}
