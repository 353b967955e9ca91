// Optical depth towards a light, plane by plane: each cell takes what lies above it, between four cells of the plane
// nearer to the light, and adds the way in between. Cells are 16 bytes; lane 0 holds the extinction, 1/m.

/** A box of cells within an array of 16-byte cells. */
let base: usize = 0;
let countX: i32 = 0;
let countY: i32 = 0;
let countZ: i32 = 0;
let strideY: usize = 0;
let strideZ: usize = 0;

export function sweepOver(place: usize, nx: i32, ny: i32, nz: i32, rowCells: i32, sliceCells: i32): void {
  base = place;
  countX = nx;
  countY = ny;
  countZ = nz;
  strideY = (<usize>rowCells) << 4;
  strideZ = (<usize>sliceCells) << 4;
}

/** Fills lane 1 with the optical depth towards the light, whose unit direction (to the light) is given. */
export function sweep(dx: f32, dy: f32, dz: f32, cellM: f32): void {
  const ax = abs(dx);
  const ay = abs(dy);
  const az = abs(dz);
  if (ay >= ax && ay >= az) run(countY, strideY, dy, countX, 16, dx, countZ, strideZ, dz, cellM);
  else if (ax >= az) run(countX, 16, dx, countY, strideY, dy, countZ, strideZ, dz, cellM);
  else run(countZ, strideZ, dz, countX, 16, dx, countY, strideY, dy, cellM);
}

function run(
  countA: i32, strideA: usize, dirA: f32, countU: i32, strideU: usize, dirU: f32, countV: i32, strideV: usize, dirV: f32, cellM: f32,
): void {
  const slopeU = dirU / abs(dirA);
  const slopeV = dirV / abs(dirA);
  const stepU = slopeU < 0 ? -1 : 0;
  const stepV = slopeV < 0 ? -1 : 0;
  const tu = slopeU - <f32>stepU;
  const tv = slopeV - <f32>stepV;
  const half = (<f32>0.5 * cellM) / abs(dirA);
  const w00 = (<f32>1 - tu) * (<f32>1 - tv);
  const w10 = tu * (<f32>1 - tv);
  const w01 = (<f32>1 - tu) * tv;
  const w11 = tu * tv;
  const towards = dirA > 0 ? strideA : 0 - strideA;
  for (let n = 0; n < countA; n++) {
    const a = dirA > 0 ? countA - 1 - n : n;
    for (let v = 0; v < countV; v++) {
      const v0 = v + stepV;
      const hasV0 = v0 >= 0 && v0 < countV;
      const hasV1 = v0 + 1 >= 0 && v0 + 1 < countV;
      for (let u = 0; u < countU; u++) {
        const p = base + <usize>a * strideA + <usize>u * strideU + <usize>v * strideV;
        const own = load<f32>(p);
        let depth: f32 = half * own;
        if (n > 0) {
          const u0 = u + stepU;
          let sum = f32x4.splat(0);
          const q = p + towards + <usize>stepU * strideU + <usize>stepV * strideV;
          const hasU0 = u0 >= 0 && u0 < countU;
          const hasU1 = u0 + 1 >= 0 && u0 + 1 < countU;
          if (hasU0 && hasV0) sum = f32x4.mul(v128.load(q), f32x4.splat(w00));
          if (hasU1 && hasV0) sum = f32x4.add(sum, f32x4.mul(v128.load(q + strideU), f32x4.splat(w10)));
          if (hasU0 && hasV1) sum = f32x4.add(sum, f32x4.mul(v128.load(q + strideV), f32x4.splat(w01)));
          if (hasU1 && hasV1) sum = f32x4.add(sum, f32x4.mul(v128.load(q + strideU + strideV), f32x4.splat(w11)));
          depth += f32x4.extract_lane(sum, 1) + half * f32x4.extract_lane(sum, 0);
        }
        store<f32>(p, depth, 4);
      }
    }
  }
}
