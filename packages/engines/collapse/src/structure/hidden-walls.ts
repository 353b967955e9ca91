import type { BlockPlan } from '../set-up/solved-set-up.ts';
import { type ConvexCell, clipCell, type HalfSpace } from './convex-cell.ts';
import type { FacadeStrip } from './facade-strip.ts';
import type { PlanPolygon } from './plan-polygon.ts';
import { type HiddenStretch, sharedStretch } from './shared-stretch.ts';
import { surfaceNumber, type UncutElement } from './uncut-element.ts';

/** Slices of a wall thinner than this are not cut off. */
const LEAST_SLICE_M = 0.05;

/** What other blocks hide of each side of a block. */
export function findHidden(
  outline: PlanPolygon,
  others: readonly { readonly block: BlockPlan; readonly outline: PlanPolygon }[],
): HiddenStretch[][] {
  return outline.map((_, side) =>
    others.flatMap(({ block, outline: other }) =>
      other.flatMap((__, otherSide) => {
        const shared = sharedStretch(outline, side, other, otherSide);
        return shared ? [{ ...shared, ...topsOf(block) }] : [];
      }),
    ),
  );
}

/** Takes the picture off what is hidden of a façade's walls: they are cut where the other block ends. */
export function hideWalls(elements: readonly UncutElement[], strips: readonly FacadeStrip[]): UncutElement[] {
  return elements.flatMap((element) => {
    const strip = strips.find(({ facade }) => facade === element.facade);
    if (!strip) return [element];
    return strip.hidden.reduce<UncutElement[]>(
      (parts, stretch) => parts.flatMap((part) => splitAt(part, strip, stretch)),
      [element],
    );
  });
}

function splitAt(element: UncutElement, strip: FacadeStrip, hidden: HiddenStretch): UncutElement[] {
  if (element.facade < 0) return [element];
  const { along, start } = strip;
  const atM = start[0] * along[0] + start[1] * along[1];
  const axis = [along[0], 0, -along[1]] as const;
  const before: HalfSpace = { normal: axis, limit: atM + hidden.fromM };
  const until: HalfSpace = { normal: axis, limit: atM + hidden.toM };
  const below: HalfSpace = { normal: [0, 1, 0], limit: hidden.topM };
  const core = surfaceNumber(element.material === 'masonry' ? 'brick' : 'concrete');
  const visible: UncutElement[] = [];
  let { cell } = element;
  for (const half of [flip(before), until, below]) {
    const outside = clipThick(cell, flip(half), core);
    if (!outside) continue;
    visible.push({ ...element, cell: outside });
    const inside = outside === cell ? undefined : clipCell(cell, half, core);
    if (!inside) return visible;
    cell = inside;
  }
  const faces = cell.faces.map((face) => (face.tag === surfaceNumber('facade') ? { ...face, tag: core } : face));
  return [...visible, { ...element, facade: -1, cell: { ...cell, faces } }];
}

function topsOf({ heightM, roof }: BlockPlan): Pick<HiddenStretch, 'topM' | 'roofTopM' | 'overhangM'> {
  const riseM = roof.kind === 'gable' ? roof.ridgeM : roof.kind === 'mansard' ? roof.steepM : 0;
  return { topM: heightM, roofTopM: heightM + riseM, overhangM: roof.kind === 'gable' ? roof.overhangM : 0 };
}

function flip({ normal: [x, y, z], limit }: HalfSpace): HalfSpace {
  return { normal: [-x, -y, -z], limit: -limit };
}

/** The part in a half space, the whole where a thin slice lies beyond it, nothing where only one lies in it. */
function clipThick(cell: ConvexCell, half: HalfSpace, tag: number): ConvexCell | undefined {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < cell.corners.length; i += 3) {
    const [x = 0, y = 0, z = 0] = cell.corners.slice(i, i + 3);
    const at = half.normal[0] * x + half.normal[1] * y + half.normal[2] * z - half.limit;
    least = Math.min(least, at);
    most = Math.max(most, at);
  }
  if (least > -LEAST_SLICE_M) return undefined;
  return most < LEAST_SLICE_M ? cell : clipCell(cell, half, tag);
}
