import type { BlockPlan, FramePlan } from '../set-up/solved-set-up.ts';
import type { FacadeStrip } from './facade-strip.ts';
import { describeAxes, type FloorGrid } from './floor-elements.ts';
import { type Band, extentAlong } from './plan-bands.ts';
import { insetPolygon, type PlanPolygon } from './plan-polygon.ts';

/** Façade columns stand no closer than this, inner ones about this far apart. */
const LEAST_SPAN_M = 3;
const USUAL_SPAN_M = 6;

/** How deep the frame's outer row of columns and beams lies in the plan. */
export interface RingDepths {
  readonly nearM: number;
  readonly farM: number;
}

/** The outer row stands behind a curtain of panels, or in the façade's plane with panels between. */
export function ringDepths({ skin, panelThicknessM, columnM }: FramePlan): RingDepths {
  const nearM = skin === 'curtain' ? panelThicknessM : 0;
  return { nearM, farM: nearM + columnM };
}

/** Bay lines of a façade on which columns stand, metres along it; without its two ends. */
export function columnLines(block: BlockPlan, strip: FacadeStrip, side: number): number[] {
  const bays = block.bays[side] ?? 1;
  const spans = Math.max(1, Math.min(bays, Math.floor(strip.lengthM / LEAST_SPAN_M)));
  return pickLines(bays, spans).map((line) => (line * strip.lengthM) / bays);
}

/** The inner grid: on column lines of front and side where the plan is a box, evenly spaced elsewhere. */
export function describeFrameGrid(
  block: BlockPlan,
  frame: FramePlan,
  outline: PlanPolygon,
  strips: readonly FacadeStrip[],
): FloorGrid {
  const axes = describeAxes(outline);
  const inner = insetPolygon(outline, ringDepths(frame).farM);
  const lines = (side: 0 | 1): number[] => {
    const axis = side === 0 ? axes.uAxis : axes.vAxis;
    const extent = extentAlong(inner, axis);
    const strip = block.kind === 'box' ? strips[side] : undefined;
    if (!strip) return [extent[0], ...divide(extent), extent[1]];
    const startM = strip.start[0] * axis[0] + strip.start[1] * axis[1];
    const columns = columnLines(block, strip, side);
    const spans = Math.max(1, Math.min(columns.length + 1, Math.round(strip.lengthM / USUAL_SPAN_M)));
    const kept = pickLines(columns.length + 1, spans).map((line) => startM + (columns[line - 1] ?? 0));
    return [extent[0], ...kept, extent[1]];
  };
  return { ...axes, uLines: lines(0), vLines: lines(1) };
}

/** Of `count` equal bays the inner lines that leave `spans` spans, as even as may be. */
function pickLines(count: number, spans: number): number[] {
  return Array.from({ length: spans - 1 }, (_, i) => Math.round(((i + 1) * count) / spans));
}

function divide([from, to]: Band): number[] {
  const spans = Math.max(1, Math.round((to - from) / USUAL_SPAN_M));
  return Array.from({ length: spans - 1 }, (_, i) => from + ((to - from) * (i + 1)) / spans);
}
