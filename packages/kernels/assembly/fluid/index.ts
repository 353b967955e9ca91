// The dust simulation: a heavy mixture in incompressible air. See src/fluid.ts for the contract.
import { advect } from './advect';
import { addForces, airborneSum, depositedKg, divergenceSquares, fastest, fillCells, findCurl, findOutflow, moveFaces } from './forces';
import { makeFlowMap, moveFlow, phaseBlend, seedA, seedB } from './flow-map';
import * as frame from './frame';
import { addObstacle, cell, cellM, closeFaces, deposit, expansion, growActive, makeGrid, nx, ny, nz, rowCells, sliceCells, x0, x1, y1, z0, z1, zeroed } from './grid';
import { fitPressure, makePressure, project, readSolids, squaresBefore } from './pressure';
import { clearExpansion, emit, followDust } from './sources';

export { addObstacle, clearExpansion };

let emittedKg: f64 = 0;
let outflowKg: f64 = 0;
let massKg: f64 = 0; // In the air.
let fitted: i64 = -1;
let frameBytes: usize = 0;
let framePlace: usize = 0;

export function make(cellsX: i32, cellsY: i32, cellsZ: i32, edgeM: f32, windX: f32, windY: f32, windZ: f32, flowPeriodS: f32): void {
  makeGrid(cellsX, cellsY, cellsZ, edgeM, windX, windY, windZ);
  makePressure();
  makeFlowMap(flowPeriodS);
}

/** To be called once after the obstacles. */
export function begin(wholeDomain: bool): void {
  closeFaces();
  readSolids();
  if (wholeDomain) growActive(0, nx, ny, 0, nz);
}

export function addEmission(
  box: bool, x: f32, y: f32, z: f32, halfX: f32, halfY: f32, halfZ: f32,
  velocityX: f32, velocityY: f32, velocityZ: f32, mass: f32, grip: f32, airM3PerS: f32,
): void {
  const kept = emit(box, x, y, z, halfX, halfY, halfZ, velocityX, velocityY, velocityZ, mass, grip, airM3PerS);
  emittedKg += kept;
  massKg += kept;
}

/** One sub-step. `weight` is the downward acceleration of a kg/m³. */
export function step(dt: f32, weight: f32, heaviest: f32, confinement: f32, settling: f32, cycles: i32): void {
  if (x1 == x0) return;
  fit();
  const volume = <f64>cellM * <f64>cellM * <f64>cellM;
  const settledBefore = depositedKg;
  const left = min(massKg, findOutflow(dt));
  const moved = advect(dt) * volume;
  // Semi-Lagrangian steps do not keep mass; the whole cloud is scaled to what has not left.
  const factor = moved > 1e-9 ? <f32>max<f64>(0.8, min<f64>(1.25, (massKg - left) / moved)) : <f32>1;
  if (confinement > 0) findCurl();
  addForces(dt, factor, weight, heaviest, confinement, settling);
  moveFaces();
  project(cycles);
  fillCells(expansion);
  massKg = airborneSum * volume;
  outflowKg += left;
  moveFlow(dt);
}

/** To be called after each frame: lets the box follow the dust. */
export function follow(): void {
  followDust(0.0002);
}

function fit(): void {
  const key = (((<i64>x0 * 4096 + x1) * 4096 + y1) * 4096 + z0) * 4096 + z1;
  if (key == fitted) return;
  fitted = key;
  fitPressure();
}

export function fastestMPerS(): f32 { return fastest; }
export function emitted(): f64 { return emittedKg; }
export function airborne(): f64 { return massKg; }
export function deposited(): f64 { return depositedKg; }
export function outflow(): f64 { return outflowKg; }
export function activeCells(): i32 { return (x1 - x0) * y1 * (z1 - z0); }
/** Root mean square divergence, 1/s. */
export function divergenceBefore(): f64 { return root(squaresBefore); }
export function divergenceAfter(): f64 { return root(divergenceSquares); }
function root(squares: f64): f64 {
  const cells = activeCells();
  return cells > 0 ? sqrt<f64>(squares / <f64>cells) / <f64>cellM : 0;
}

export function cellsAt(): usize { return cell; }
export function depositAt(): usize { return deposit; }
export function rowLength(): i32 { return rowCells; }
export function sliceLength(): i32 { return sliceCells; }

/** Packs the frame; afterwards the box, and the places of density and flow, can be asked for. */
export function packFrame(): void {
  frame.findBox();
  const cells = <usize>((frame.bx - frame.ax) * (frame.by - frame.ay) * (frame.bz - frame.az));
  const needed = cells + ((cells >> 3) * 12) + 16;
  if (needed > frameBytes) {
    // Memory is never given back: ask for room for the whole grid at once.
    frameBytes = (<usize>(nx * ny * nz) * 5) / 2 + 64;
    framePlace = zeroed(frameBytes);
  }
  frame.packDensity(framePlace);
  frame.packFlow(flowPlace());
}
export function densityPlace(): usize { return framePlace; }
export function flowPlace(): usize {
  const cells = <usize>((frame.bx - frame.ax) * (frame.by - frame.ay) * (frame.bz - frame.az));
  return (framePlace + cells + 15) & ~15;
}
export function boxBound(index: i32): i32 {
  if (index == 0) return frame.ax;
  if (index == 1) return frame.ay;
  if (index == 2) return frame.az;
  if (index == 3) return frame.bx;
  if (index == 4) return frame.by;
  return frame.bz;
}
export function blendOfPhases(): f32 { return phaseBlend(); }
export function phaseSeed(index: i32): i32 { return index == 0 ? seedA : seedB; }
