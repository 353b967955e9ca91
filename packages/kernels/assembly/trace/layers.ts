// The relight render: for each pixel and time sample one camera ray, a sun ray and a sky ray from what it meets.
import { blue, green, isGlazed, kindOf, red, TEXTURE } from "./material";
import { fract, hash, unit } from "./noise";
import { DX, DY, DZ, FAR, INSTANCE, OX, OY, OZ, T, TRIANGLE, U, V, packet, traceAny, traceClosest } from "./packet";
import { INSTANCE_BYTES, instances, poses, previousPoses } from "./scene";
import { about, discX, discY, faceX, faceY, faceZ, glaze, lift, material, nx, ny, nz, offsetAt, outX, outY, outZ, px, py, pz, readAlbedo, readSurface, sampleCosine, sampleDisc } from "./shading";

const PIECE: u32 = 1, CATCHER: u32 = 2, SHADOW: u32 = 4;

// Set by TypeScript, in this order; see trace-kernel.ts.
export const layerJob = memory.data(512, 16);
// @ts-ignore: decorator
@inline
function integer(slot: usize): i32 { return load<i32>(layerJob + (slot << 2)); }
// @ts-ignore: decorator
@inline
function real(slot: usize): f32 { return load<f32>(layerJob + (slot << 2)); }
const WIDTH: usize = 0, SAMPLES: usize = 2, SKY_SAMPLES: usize = 3, X0: usize = 4, Y0: usize = 5, X1: usize = 6, Y1: usize = 7;
const FOCAL: usize = 8, CENTRE_X: usize = 9, CENTRE_Y: usize = 10, POSE: usize = 11, SUN: usize = 23, SUN_RADIUS: usize = 26, HAS_CATCHERS: usize = 27, REGION: usize = 28;
const PREVIOUS_FOCAL: usize = 29, PREVIOUS_X: usize = 30, PREVIOUS_Y: usize = 31, PREVIOUS_VIEW: usize = 32;
const DUST: usize = 44, DUST_KIND: usize = 45, DUST_SIZE: usize = 46, DUST_MIN: usize = 49, DUST_SCALE: usize = 52, REST: usize = 55;
const PIECE_COVERAGE: usize = 56, PIECE_ALBEDO: usize = 57, PIECE_SUN: usize = 58, PIECE_SKY: usize = 59, CATCHER_COVERAGE: usize = 60, CATCHER_SUN: usize = 61, CATCHER_SKY: usize = 62;
const DEPTH: usize = 63, NORMAL: usize = 64, OBJECT_ID: usize = 65, MOTION: usize = 66;

const TILE: i32 = 16;
// Per tile: hits on catchers for each sample and pixel (T, instance, record, u, v), and counts per pixel.
const HIT_BYTES: usize = 20;
const held = memory.data(16 * 256 * 20, 16);
const pieceCount = memory.data(256 * 4, 16);
const pieceSky = memory.data(256 * 4, 16);
const catcherCount = memory.data(256 * 4, 16);
const catcherSky = memory.data(256 * 4, 16);

// Per lane of the packet being shaded.
const laneSun = memory.data(16, 16);
const laneSurface = memory.data(4 * 32, 16);

export function layerJobAddress(): usize {
  return layerJob;
}

export function renderLayers(): void {
  setPlaces(integer(SAMPLES));
  for (let y = integer(Y0) & ~1; y < integer(Y1); y += TILE) {
    for (let x = integer(X0) & ~1; x < integer(X1); x += TILE) renderTile(x, y);
  }
}

function renderTile(x0: i32, y0: i32): void {
  memory.fill(pieceCount, 0, 1024);
  memory.fill(pieceSky, 0, 1024);
  memory.fill(catcherCount, 0, 1024);
  memory.fill(catcherSky, 0, 1024);
  const samples = integer(SAMPLES);
  for (let s = 0; s < samples; s++) {
    for (let q = 0; q < 64; q++) tracePieces(x0, y0, (q & 7) << 1, (q >> 3) << 1, s);
  }
  if (integer(HAS_CATCHERS)) {
    for (let s = 0; s < samples; s++) {
      for (let q = 0; q < 64; q++) traceCatchers(x0, y0, (q & 7) << 1, (q >> 3) << 1, s);
    }
  }
  finishTile(x0, y0);
}

// @ts-ignore: decorator
@inline
function isWanted(x: i32, y: i32): bool {
  if (x < integer(X0) || y < integer(Y0) || x >= integer(X1) || y >= integer(Y1)) return false;
  const region = <usize>integer(REGION);
  return region == 0 || load<u8>(region + <usize>(y * integer(WIDTH) + x)) != 0;
}

// Places in the pixel: no two in one row or column, all pixels alike, so that straight edges come out even, with their mean in the middle.
const places = memory.data(16 * 8, 16);

function setPlaces(samples: i32): void {
  const base = samples + 1, row = stepOf(base, 0.42), turn = stepOf(samples, 0.62);
  for (let s = 0; s < samples; s++) {
    const column = (s * turn) % samples;
    const place = places + (<usize>s << 3);
    store<f32>(place, (<f32>column + 0.5) / <f32>samples);
    store<f32>(place, (<f32>((column + 1) * row % base) - 0.5) / <f32>samples, 4);
  }
}

// A number without a common divisor with n, near a share of it: steps of that size meet all places before they meet one twice.
function stepOf(n: i32, share: f32): i32 {
  let step = max(1, <i32>(share * <f32>n));
  while (divisorOf(step, n) != 1) step++;
  return step;
}

function divisorOf(a: i32, b: i32): i32 {
  while (b != 0) { const rest = a % b; a = b; b = rest; }
  return a;
}

// A camera ray for a pixel and sample into a lane.
function aim(lane: usize, x: i32, y: i32, s: i32): void {
  const u = load<f32>(places + (<usize>s << 3)), v = load<f32>(places + (<usize>s << 3), 4);
  const a: f32 = (<f32>x + u - real(CENTRE_X)) / real(FOCAL), b: f32 = (real(CENTRE_Y) - <f32>y - v) / real(FOCAL);
  const dx = real(POSE) * a + real(POSE + 1) * b - real(POSE + 2);
  const dy = real(POSE + 4) * a + real(POSE + 5) * b - real(POSE + 6);
  const dz = real(POSE + 8) * a + real(POSE + 9) * b - real(POSE + 10);
  const n: f32 = 1 / sqrt<f32>(dx * dx + dy * dy + dz * dz);
  const at = packet + (lane << 2);
  store<f32>(at, real(POSE + 3), OX);
  store<f32>(at, real(POSE + 7), OY);
  store<f32>(at, real(POSE + 11), OZ);
  store<f32>(at, dx * n, DX);
  store<f32>(at, dy * n, DY);
  store<f32>(at, dz * n, DZ);
}

function tracePieces(x0: i32, y0: i32, tx: i32, ty: i32, s: i32): void {
  let used = 0;
  for (let lane = 0; lane < 4; lane++) {
    const x = x0 + tx + (lane & 1), y = y0 + ty + (lane >> 1);
    const isUsed = isWanted(x, y);
    aim(lane, x, y, s);
    store<f32>(packet + (<usize>lane << 2), isUsed ? FAR : -1, T);
    if (isUsed) used |= 1 << lane;
  }
  if (used == 0) return;
  traceClosest(s, PIECE | CATCHER);
  let pieces = 0;
  for (let lane = 0; lane < 4; lane++) {
    const pixel = <usize>((ty + (lane >> 1)) * TILE + tx + (lane & 1));
    const at = packet + (<usize>lane << 2);
    const hit = held + (<usize>s * 256 + pixel) * HIT_BYTES;
    store<i32>(hit, -1, 4);
    const instance = load<i32>(at, INSTANCE);
    if (instance < 0) continue;
    const mask = load<u32>(instances + <usize>instance * INSTANCE_BYTES, 20);
    if (s == 0) writeSurface(lane, x0 + tx + (lane & 1), y0 + ty + (lane >> 1), instance);
    if (mask & PIECE) {
      pieces |= 1 << lane;
      // −2: a piece stands before whatever is behind it.
      store<i32>(hit, -2, 4);
    } else {
      keepHit(hit, at);
    }
  }
  if (pieces) shade(x0, y0, tx, ty, s, pieces, true);
}

// @ts-ignore: decorator
@inline
function keepHit(hit: usize, at: usize): void {
  store<f32>(hit, load<f32>(at, T));
  store<i32>(hit, load<i32>(at, INSTANCE), 4);
  store<u32>(hit, load<u32>(at, TRIANGLE), 8);
  store<f32>(hit, load<f32>(at, U), 12);
  store<f32>(hit, load<f32>(at, V), 16);
}

function traceCatchers(x0: i32, y0: i32, tx: i32, ty: i32, s: i32): void {
  const samples = integer(SAMPLES);
  let wanted = 0, retrace = 0;
  for (let lane = 0; lane < 4; lane++) {
    const x = x0 + tx + (lane & 1), y = y0 + ty + (lane >> 1);
    const pixel = <usize>((ty + (lane >> 1)) * TILE + tx + (lane & 1));
    store<f32>(packet + (<usize>lane << 2), -1, T);
    if (!isWanted(x, y) || load<i32>(pieceCount + (pixel << 2)) == samples) continue;
    const instance = load<i32>(held + (<usize>s * 256 + pixel) * HIT_BYTES, 4);
    if (instance == -1) continue;
    wanted |= 1 << lane;
    if (instance == -2) {
      retrace |= 1 << lane;
      store<f32>(packet + (<usize>lane << 2), FAR, T);
    }
  }
  if (wanted == 0) return;
  for (let lane = 0; lane < 4; lane++) aim(lane, x0 + tx + (lane & 1), y0 + ty + (lane >> 1), s);
  if (retrace) traceClosest(s, CATCHER);
  for (let lane = 0; lane < 4; lane++) {
    const at = packet + (<usize>lane << 2);
    if (retrace & (1 << lane)) {
      if (load<i32>(at, INSTANCE) < 0) wanted &= ~(1 << lane);
    } else if (wanted & (1 << lane)) {
      const hit = held + (<usize>s * 256 + <usize>((ty + (lane >> 1)) * TILE + tx + (lane & 1))) * HIT_BYTES;
      store<f32>(at, load<f32>(hit), T);
      store<i32>(at, load<i32>(hit, 4), INSTANCE);
      store<u32>(at, load<u32>(hit, 8), TRIANGLE);
      store<f32>(at, load<f32>(hit, 12), U);
      store<f32>(at, load<f32>(hit, 16), V);
    }
  }
  if (wanted) shade(x0, y0, tx, ty, s, wanted, false);
}

// Adds the packet's hits in `lanes` to a layer: coverage and albedo, then sun and sky by rays.
function shade(x0: i32, y0: i32, tx: i32, ty: i32, s: i32, lanes: i32, isPiece: bool): void {
  const width = integer(WIDTH);
  const counts = isPiece ? pieceCount : catcherCount, skies = isPiece ? pieceSky : catcherSky;
  let sunLanes = 0, skyLanes = 0;
  for (let lane: usize = 0; lane < 4; lane++) {
    const at = packet + (lane << 2);
    if ((lanes & (1 << <i32>lane)) == 0) continue;
    const x = x0 + tx + <i32>(lane & 1), y = y0 + ty + <i32>(lane >> 1);
    const tilePixel = <usize>((ty + <i32>(lane >> 1)) * TILE + tx + <i32>(lane & 1)) << 2;
    const pixel = <usize>(y * width + x);
    const dx = load<f32>(at, DX), dy = load<f32>(at, DY), dz = load<f32>(at, DZ), t = load<f32>(at, T);
    const instance = load<i32>(at, INSTANCE);
    readSurface(s, instance, load<u32>(at, TRIANGLE), load<f32>(at, U), load<f32>(at, V), dx, dy, dz);
    if (isPiece) addAlbedo(pixel, instance, dx, dy, dz);
    store<i32>(counts + tilePixel, load<i32>(counts + tilePixel) + 1);
    const away = offsetAt(t) + lift;
    const surface = laneSurface + (lane << 5);
    store<f32>(surface, load<f32>(at, OX) + t * dx + away * nx);
    store<f32>(surface, load<f32>(at, OY) + t * dy + away * ny, 4);
    store<f32>(surface, load<f32>(at, OZ) + t * dz + away * nz, 8);
    store<f32>(surface, nx, 12);
    store<f32>(surface, ny, 16);
    store<f32>(surface, nz, 20);
    const facing = nx * real(SUN) + ny * real(SUN + 1) + nz * real(SUN + 2);
    store<f32>(laneSun + (lane << 2), facing);
    if (facing > 0) sunLanes |= 1 << <i32>lane;
    if (load<i32>(skies + tilePixel) < integer(SKY_SAMPLES)) {
      skyLanes |= 1 << <i32>lane;
      store<i32>(skies + tilePixel, load<i32>(skies + tilePixel) + 1);
    }
  }
  if (sunLanes) shadeSun(x0 + tx, y0 + ty, s, sunLanes, <usize>integer(isPiece ? PIECE_SUN : CATCHER_SUN));
  if (skyLanes) shadeSky(x0 + tx, y0 + ty, s, skyLanes, <usize>integer(isPiece ? PIECE_SKY : CATCHER_SKY));
}

function addAlbedo(pixel: usize, instance: i32, dx: f32, dy: f32, dz: f32): void {
  const rest = <usize>integer(REST);
  const out = <usize>integer(PIECE_ALBEDO) + pixel * 12;
  let r: f32, g: f32, b: f32;
  if (rest != 0 && load<u32>(instances + <usize>instance * INSTANCE_BYTES, 24) != 0 && kindOf(material) == TEXTURE) {
    r = load<f32>(rest + (pixel << 4));
    g = load<f32>(rest + (pixel << 4), 4);
    b = load<f32>(rest + (pixel << 4), 8);
  } else {
    readAlbedo();
    if (isGlazed(material)) glaze(dx, dy, dz, real(SUN), real(SUN + 1), real(SUN + 2));
    r = red;
    g = green;
    b = blue;
  }
  store<f32>(out, load<f32>(out) + r);
  store<f32>(out, load<f32>(out, 4) + g, 4);
  store<f32>(out, load<f32>(out, 8) + b, 8);
}

// @ts-ignore: decorator
@inline
function startRay(lane: usize, lanes: i32): void {
  const at = packet + (lane << 2), surface = laneSurface + (lane << 5);
  store<f32>(at, load<f32>(surface), OX);
  store<f32>(at, load<f32>(surface, 4), OY);
  store<f32>(at, load<f32>(surface, 8), OZ);
  store<f32>(at, lanes & (1 << <i32>lane) ? FAR : -1, T);
}

function shadeSun(x: i32, y: i32, s: i32, lanes: i32, out: usize): void {
  const sx = real(SUN), sy = real(SUN + 1), sz = real(SUN + 2), radius = real(SUN_RADIUS);
  for (let lane: usize = 0; lane < 4; lane++) {
    startRay(lane, lanes);
    const h = hash(<u32>(x + <i32>(lane & 1)) * 0x85ebca77 ^ hash(<u32>(y + <i32>(lane >> 1)) + 0x7a11));
    sampleDisc(fract(unit(h) + <f32>s * 0.7548776662), fract(unit(hash(h + 5)) + <f32>s * 0.5698402910));
    about(sx, sy, sz, discX * radius, discY * radius, 1);
    const at = packet + (lane << 2);
    store<f32>(at, outX, DX);
    store<f32>(at, outY, DY);
    store<f32>(at, outZ, DZ);
  }
  const hidden = traceAny(s, SHADOW);
  const isDusty = integer(DUST) != 0;
  for (let lane: usize = 0; lane < 4; lane++) {
    if ((lanes & ~hidden & (1 << <i32>lane)) == 0) continue;
    const at = out + (<usize>((y + <i32>(lane >> 1)) * integer(WIDTH) + x + <i32>(lane & 1)) << 2);
    let value = load<f32>(laneSun + (lane << 2));
    if (isDusty) value *= dustAt(laneSurface + (lane << 5));
    store<f32>(at, load<f32>(at) + value);
  }
}

// The lanes of a packet look into the same part of the hemisphere: rays that run together are traced together.
const SKY_SPREAD: f32 = 0.35;

function shadeSky(x: i32, y: i32, s: i32, lanes: i32, out: usize): void {
  const common = hash(<u32>(x >> 1) * 0xc2b2ae3d ^ hash(<u32>(y >> 1) + 0x3c6e));
  const u = unit(common) + <f32>s * 0.7548776662, v = unit(hash(common + 9)) + <f32>s * 0.5698402910;
  for (let lane: usize = 0; lane < 4; lane++) {
    startRay(lane, lanes);
    const surface = laneSurface + (lane << 5);
    const h = hash(<u32>s * 0x27d4eb2f ^ hash(<u32>(x + <i32>(lane & 1)) * 0x165667b1 ^ hash(<u32>(y + <i32>(lane >> 1)))));
    sampleCosine(fract(u + SKY_SPREAD * unit(h)), fract(v + SKY_SPREAD * unit(hash(h + 3))), load<f32>(surface, 12), load<f32>(surface, 16), load<f32>(surface, 20));
    const at = packet + (lane << 2);
    store<f32>(at, outX, DX);
    store<f32>(at, outY, DY);
    store<f32>(at, outZ, DZ);
    // Below the horizon there is no sky, whatever stands there.
    if (outY <= 0) store<f32>(at, -1, T);
  }
  const above = ~i32x4.bitmask(v128.load(packet, T)) & 15;
  if ((above & lanes) == 0) return;
  const open = above & lanes & ~traceAny(s, SHADOW);
  for (let lane: usize = 0; lane < 4; lane++) {
    if ((open & (1 << <i32>lane)) == 0) continue;
    const at = out + (<usize>((y + <i32>(lane >> 1)) * integer(WIDTH) + x + <i32>(lane & 1)) << 2);
    store<f32>(at, load<f32>(at) + 1);
  }
}

// Trilinear; 1 outside the grid.
function dustAt(p: usize): f32 {
  const data = <usize>integer(DUST), isByte = integer(DUST_KIND);
  const w = integer(DUST_SIZE), h = integer(DUST_SIZE + 1), d = integer(DUST_SIZE + 2);
  const x = (load<f32>(p) - real(DUST_MIN)) * real(DUST_SCALE);
  const y = (load<f32>(p, 4) - real(DUST_MIN + 1)) * real(DUST_SCALE + 1);
  const z = (load<f32>(p, 8) - real(DUST_MIN + 2)) * real(DUST_SCALE + 2);
  if (!(x >= 0 && y >= 0 && z >= 0 && x <= <f32>(w - 1) && y <= <f32>(h - 1) && z <= <f32>(d - 1))) return 1;
  const i = min(<i32>x, w - 2), j = min(<i32>y, h - 2), k = min(<i32>z, d - 2);
  const u = x - <f32>i, v = y - <f32>j, t = z - <f32>k;
  const at = (k * h + j) * w + i;
  const a = dustRow(data, isByte, at, u), b = dustRow(data, isByte, at + w, u);
  const c = dustRow(data, isByte, at + w * h, u), e = dustRow(data, isByte, at + w * h + w, u);
  const near = a + (b - a) * v, far = c + (e - c) * v;
  return near + (far - near) * t;
}

// @ts-ignore: decorator
@inline
function dustRow(data: usize, isByte: i32, at: i32, u: f32): f32 {
  const a: f32 = isByte ? <f32>load<u8>(data + <usize>at) * (1.0 / 255.0) : load<f32>(data + (<usize>at << 2));
  const b: f32 = isByte ? <f32>load<u8>(data + <usize>(at + 1)) * (1.0 / 255.0) : load<f32>(data + (<usize>(at + 1) << 2));
  return a + (b - a) * u;
}

// Depth, normal, id and motion of the nearest surface at the first sample.
function writeSurface(lane: i32, x: i32, y: i32, instance: i32): void {
  const at = packet + (<usize>lane << 2);
  const pixel = <usize>(y * integer(WIDTH) + x);
  const dx = load<f32>(at, DX), dy = load<f32>(at, DY), dz = load<f32>(at, DZ), t = load<f32>(at, T);
  readSurface(0, instance, load<u32>(at, TRIANGLE), load<f32>(at, U), load<f32>(at, V), dx, dy, dz);
  const along = -(dx * real(POSE + 2) + dy * real(POSE + 6) + dz * real(POSE + 10));
  store<f32>(<usize>integer(DEPTH) + (pixel << 2), t * along);
  const normal = <usize>integer(NORMAL) + pixel * 12;
  store<f32>(normal, faceX);
  store<f32>(normal, faceY, 4);
  store<f32>(normal, faceZ, 8);
  const entry = instances + <usize>instance * INSTANCE_BYTES;
  store<u32>(<usize>integer(OBJECT_ID) + (pixel << 2), load<u32>(entry, 4));
  const pose = previousPoses + <usize>instance * 48;
  const wx = load<f32>(pose) * px + load<f32>(pose, 4) * py + load<f32>(pose, 8) * pz + load<f32>(pose, 12);
  const wy = load<f32>(pose, 16) * px + load<f32>(pose, 20) * py + load<f32>(pose, 24) * pz + load<f32>(pose, 28);
  const wz = load<f32>(pose, 32) * px + load<f32>(pose, 36) * py + load<f32>(pose, 40) * pz + load<f32>(pose, 44);
  const nowX = load<f32>(at, OX) + t * dx, nowY = load<f32>(at, OY) + t * dy, nowZ = load<f32>(at, OZ) + t * dz;
  const motion = <usize>integer(MOTION) + (pixel << 3);
  // What hasn't moved has a motion of exactly zero.
  if (integer(PREVIOUS_FOCAL) == 0 && isSame(instance)) return;
  projectBefore(wx, wy, wz);
  const beforeX = screenX, beforeY = screenY;
  if (integer(PREVIOUS_FOCAL) == 0) projectBefore(nowX, nowY, nowZ);
  else projectNow(dx, dy, dz);
  store<f32>(motion, beforeX - screenX);
  store<f32>(motion, beforeY - screenY, 4);
}

function isSame(instance: i32): bool {
  const now = posesAt(instance), before = previousPoses + <usize>instance * 48;
  for (let k: usize = 0; k < 48; k += 4) if (load<u32>(now + k) != load<u32>(before + k)) return false;
  return true;
}

// @ts-ignore: decorator
@inline
function posesAt(instance: i32): usize {
  return poses + <usize>instance * 48;
}

let screenX: f32 = 0, screenY: f32 = 0;

// Through the previous camera: world → camera rows at PREVIOUS_VIEW (the same camera where PREVIOUS_FOCAL is 0).
function projectBefore(x: f32, y: f32, z: f32): void {
  const v = PREVIOUS_VIEW;
  const cx = real(v) * x + real(v + 1) * y + real(v + 2) * z + real(v + 3);
  const cy = real(v + 4) * x + real(v + 5) * y + real(v + 6) * z + real(v + 7);
  const cz = real(v + 8) * x + real(v + 9) * y + real(v + 10) * z + real(v + 11);
  const isOther = integer(PREVIOUS_FOCAL) != 0;
  const focal = isOther ? real(PREVIOUS_FOCAL) : real(FOCAL);
  const depth = max<f32>(-cz, 1e-3);
  screenX = (isOther ? real(PREVIOUS_X) : real(CENTRE_X)) + focal * cx / depth;
  screenY = (isOther ? real(PREVIOUS_Y) : real(CENTRE_Y)) - focal * cy / depth;
}

function projectNow(dx: f32, dy: f32, dz: f32): void {
  const a = dx * real(POSE) + dy * real(POSE + 4) + dz * real(POSE + 8);
  const b = dx * real(POSE + 1) + dy * real(POSE + 5) + dz * real(POSE + 9);
  const c = -(dx * real(POSE + 2) + dy * real(POSE + 6) + dz * real(POSE + 10));
  screenX = real(CENTRE_X) + real(FOCAL) * a / c;
  screenY = real(CENTRE_Y) - real(FOCAL) * b / c;
}

// Sums → shares of all samples; sky over its own number of rays.
function finishTile(x0: i32, y0: i32): void {
  const perSample: f32 = 1 / <f32>integer(SAMPLES);
  for (let ty = 0; ty < TILE; ty++) {
    for (let tx = 0; tx < TILE; tx++) {
      if (!isWanted(x0 + tx, y0 + ty)) continue;
      const pixel = <usize>((y0 + ty) * integer(WIDTH) + x0 + tx);
      const at = <usize>(ty * TILE + tx) << 2;
      const pieces = <f32>load<i32>(pieceCount + at) * perSample, catchers = <f32>load<i32>(catcherCount + at) * perSample;
      store<f32>(<usize>integer(PIECE_COVERAGE) + (pixel << 2), pieces);
      store<f32>(<usize>integer(CATCHER_COVERAGE) + (pixel << 2), catchers);
      multiply(<usize>integer(PIECE_SUN) + (pixel << 2), perSample);
      multiply(<usize>integer(CATCHER_SUN) + (pixel << 2), perSample);
      multiply(<usize>integer(PIECE_SKY) + (pixel << 2), pieces / <f32>max(1, load<i32>(pieceSky + at)));
      multiply(<usize>integer(CATCHER_SKY) + (pixel << 2), catchers / <f32>max(1, load<i32>(catcherSky + at)));
      const albedo = <usize>integer(PIECE_ALBEDO) + pixel * 12;
      multiply(albedo, perSample);
      multiply(albedo + 4, perSample);
      multiply(albedo + 8, perSample);
    }
  }
}

// @ts-ignore: decorator
@inline
function multiply(at: usize, by: f32): void {
  store<f32>(at, load<f32>(at) * by);
}
