// A small path tracer: sun by shadow rays, sky where a path leaves the scene, diffuse bounces, panes and gloss.
import { amountOf, blue, GLASS, green, kindOf, PLAIN, red, sampleTexture, scaleColour, setColour } from "./material";
import { clamp, fract, hash, noise, unit } from "./noise";
import { DX, DY, DZ, FAR, INSTANCE, OX, OY, OZ, T, TRIANGLE, U, V, packet, traceAny, traceClosest } from "./packet";
import { about, discX, discY, material, nx, ny, nz, offsetAt, outX, outY, outZ, px, py, pz, readAlbedo, readSurface, sampleCosine, sampleDisc } from "./shading";

// Set by TypeScript, in this order; see trace-kernel.ts.
export const pathJob = memory.data(512, 16);
// @ts-ignore: decorator
@inline
function integer(slot: usize): i32 { return load<i32>(pathJob + (slot << 2)); }
// @ts-ignore: decorator
@inline
function real(slot: usize): f32 { return load<f32>(pathJob + (slot << 2)); }
const WIDTH: usize = 0, SAMPLES: usize = 2, BOUNCES: usize = 3, FIRST_ROW: usize = 4, END_ROW: usize = 5, SEED: usize = 6, SKY_TEXTURE: usize = 7;
const FOCAL: usize = 8, CENTRE_X: usize = 9, CENTRE_Y: usize = 10, POSE: usize = 11, SUN: usize = 23, SUN_RADIUS: usize = 26, SUN_RADIANCE: usize = 27;
const SKY_GAIN: usize = 30, SKY: usize = 31, CLAMP: usize = 34, COLOUR: usize = 35, ALBEDO: usize = 36, NORMAL: usize = 37, DEPTH: usize = 38;

const ALL_RAYS: u32 = 7;
const INVERSE_PI: f32 = 0.31830989;

// Per lane, 64 bytes: throughput, radiance (rgb), alive, next direction xyz, origin xyz, facing the sun, pixel hash.
const LANE_BYTES: usize = 64;
const paths = memory.data(4 * 64, 16);
const THROUGHPUT: usize = 0, RADIANCE: usize = 12, ALIVE: usize = 24, NEXT: usize = 28, ORIGIN: usize = 40, FACING: usize = 52, PIXEL_HASH: usize = 56;

export function pathJobAddress(): usize {
  return pathJob;
}

export function renderPaths(): void {
  for (let y = integer(FIRST_ROW) & ~1; y < integer(END_ROW); y += 2) {
    for (let x = 0; x < integer(WIDTH); x += 2) {
      for (let s = 0; s < integer(SAMPLES); s++) renderQuad(x, y, s);
    }
  }
}

// @ts-ignore: decorator
@inline
function isWanted(x: i32, y: i32): bool {
  return x < integer(WIDTH) && y >= integer(FIRST_ROW) && y < integer(END_ROW);
}

// The sample's place in dimension `power` of a 6-dimensional golden-ratio sequence (Roberts 2018), shifted per pixel.
// @ts-ignore: decorator
@inline
function place(pixelHash: u32, dimension: u32, s: i32, step: f32): f32 {
  return fract(unit(hash(pixelHash + dimension * 0x9e3779b9)) + <f32>s * step);
}

function renderQuad(x0: i32, y0: i32, s: i32): void {
  for (let lane: usize = 0; lane < 4; lane++) startPath(lane, x0 + <i32>(lane & 1), y0 + <i32>(lane >> 1), s);
  for (let bounce = 0; bounce <= integer(BOUNCES); bounce++) {
    let alive = 0;
    for (let lane: usize = 0; lane < 4; lane++) alive |= load<i32>(paths + lane * LANE_BYTES, ALIVE);
    if (!alive) break;
    traceClosest(0, ALL_RAYS);
    let sunLanes = 0;
    for (let lane: usize = 0; lane < 4; lane++) {
      if (load<i32>(paths + lane * LANE_BYTES, ALIVE) && meet(lane, x0, y0, s, bounce)) sunLanes |= 1 << <i32>lane;
    }
    if (sunLanes) addSun(sunLanes, s, bounce);
    for (let lane: usize = 0; lane < 4; lane++) continuePath(lane);
  }
  for (let lane: usize = 0; lane < 4; lane++) {
    const x = x0 + <i32>(lane & 1), y = y0 + <i32>(lane >> 1);
    if (isWanted(x, y)) addRadiance(lane, outputPixel(x, y));
  }
}

// @ts-ignore: decorator
@inline
function outputPixel(x: i32, y: i32): usize {
  return <usize>((y - integer(FIRST_ROW)) * integer(WIDTH) + x);
}

function startPath(lane: usize, x: i32, y: i32, s: i32): void {
  const path = paths + lane * LANE_BYTES, at = packet + (lane << 2);
  const h = hash(<u32>x * 0x9e3779b1 ^ hash(<u32>y * 0x85ebca77 + <u32>integer(SEED)));
  const u = place(h, 0, s, 0.89865367), v = place(h, 1, s, 0.80757842);
  const a: f32 = (<f32>x + u - real(CENTRE_X)) / real(FOCAL), b: f32 = (real(CENTRE_Y) - <f32>y - v) / real(FOCAL);
  const dx = real(POSE) * a + real(POSE + 1) * b - real(POSE + 2);
  const dy = real(POSE + 4) * a + real(POSE + 5) * b - real(POSE + 6);
  const dz = real(POSE + 8) * a + real(POSE + 9) * b - real(POSE + 10);
  const n: f32 = 1 / sqrt<f32>(dx * dx + dy * dy + dz * dz);
  store<f32>(at, real(POSE + 3), OX);
  store<f32>(at, real(POSE + 7), OY);
  store<f32>(at, real(POSE + 11), OZ);
  store<f32>(at, dx * n, DX);
  store<f32>(at, dy * n, DY);
  store<f32>(at, dz * n, DZ);
  const isUsed = isWanted(x, y);
  store<f32>(at, isUsed ? FAR : -1, T);
  for (let k: usize = 0; k < 12; k += 4) {
    store<f32>(path + k, 1, THROUGHPUT);
    store<f32>(path + k, 0, RADIANCE);
  }
  store<i32>(path, isUsed ? 1 : 0, ALIVE);
  store<u32>(path, h, PIXEL_HASH);
}

// A path's ray has been traced: take up sky or surface. True when the surface wants a sun ray.
function meet(lane: usize, x0: i32, y0: i32, s: i32, bounce: i32): bool {
  const path = paths + lane * LANE_BYTES, at = packet + (lane << 2);
  const dx = load<f32>(at, DX), dy = load<f32>(at, DY), dz = load<f32>(at, DZ), t = load<f32>(at, T);
  const pixel = outputPixel(x0 + <i32>(lane & 1), y0 + <i32>(lane >> 1));
  const instance = load<i32>(at, INSTANCE);
  if (instance < 0) {
    readSky(dx, dy, dz);
    addLight(path, red, green, blue);
    if (bounce == 0) addGuides(pixel, min<f32>(red, 1), min<f32>(green, 1), min<f32>(blue, 1), 0, 0, 0, 0);
    store<i32>(path, 0, ALIVE);
    return false;
  }
  readSurface(0, instance, load<u32>(at, TRIANGLE), load<f32>(at, U), load<f32>(at, V), dx, dy, dz);
  readAlbedo();
  const h = hash(load<u32>(path, PIXEL_HASH) ^ hash(<u32>s * 0x27d4eb2f + <u32>bounce * 0x165667b1));
  const away = offsetAt(t);
  store<f32>(path, load<f32>(at, OX) + t * dx + away * nx, ORIGIN);
  store<f32>(path, load<f32>(at, OY) + t * dy + away * ny, ORIGIN + 4);
  store<f32>(path, load<f32>(at, OZ) + t * dz + away * nz, ORIGIN + 8);
  const kind = kindOf(material);
  const isPane = kind == GLASS;
  if (bounce == 0) {
    const along = -(dx * real(POSE + 2) + dy * real(POSE + 6) + dz * real(POSE + 10));
    addGuides(pixel, isPane ? 1 : red, isPane ? 1 : green, isPane ? 1 : blue, nx, ny, nz, t * along);
  }
  const cosine = -(dx * nx + dy * ny + dz * nz);
  if (isPane) {
    // Two panes reflect about twice Schlick's single surface; behind them lies a dark room.
    const reflected = min<f32>(1, 2 * fresnel(cosine));
    const room: f32 = 1 - reflected;
    addLight(path, room * red, room * green, room * blue);
    scaleThroughput(path, reflected, reflected, reflected);
    bend();
    mirror(path, dx, dy, dz);
    return false;
  }
  const roughness = amountOf(material);
  if (kind == PLAIN && roughness < 1 && unit(hash(h + 5)) < fresnel(cosine)) {
    mirror(path, dx, dy, dz);
    sampleCosine(unit(hash(h + 6)), unit(hash(h + 7)), nx, ny, nz);
    store<f32>(path, load<f32>(path, NEXT) * (1 - roughness) + outX * roughness, NEXT);
    store<f32>(path, load<f32>(path, NEXT + 4) * (1 - roughness) + outY * roughness, NEXT + 4);
    store<f32>(path, load<f32>(path, NEXT + 8) * (1 - roughness) + outZ * roughness, NEXT + 8);
    return false;
  }
  scaleThroughput(path, red, green, blue);
  const pixelHash = load<u32>(path, PIXEL_HASH);
  const u = bounce == 0 ? place(pixelHash, 2, s, 0.72572583) : unit(hash(h + 1));
  const v = bounce == 0 ? place(pixelHash, 3, s, 0.65217140) : unit(hash(h + 2));
  sampleCosine(u, v, nx, ny, nz);
  store<f32>(path, outX, NEXT);
  store<f32>(path, outY, NEXT + 4);
  store<f32>(path, outZ, NEXT + 8);
  const facing = nx * real(SUN) + ny * real(SUN + 1) + nz * real(SUN + 2);
  store<f32>(path, facing, FACING);
  return facing > 0;
}

// @ts-ignore: decorator
@inline
function fresnel(cosine: f32): f32 {
  const c: f32 = 1 - clamp(cosine, 0, 1);
  return <f32>0.04 + <f32>0.96 * c * c * c * c * c;
}

let bentX: f32 = 0, bentY: f32 = 0, bentZ: f32 = 0;

// Panes are never quite flat: their reflections lean and swim a little.
function bend(): void {
  const a: f32 = 0.012 * (noise(px * 0.9, py * 0.7, pz * 0.9, 5) - 0.5) + 0.006 * (noise(px * 3.1, py * 2.3, pz * 3.1, 6) - 0.5);
  const b: f32 = 0.012 * (noise(px * 0.9, py * 0.7, pz * 0.9, 8) - 0.5) + 0.006 * (noise(px * 3.1, py * 2.3, pz * 3.1, 9) - 0.5);
  about(nx, ny, nz, a, b, 1);
  const n: f32 = 1 / sqrt<f32>(outX * outX + outY * outY + outZ * outZ);
  bentX = outX * n;
  bentY = outY * n;
  bentZ = outZ * n;
}

function mirror(path: usize, dx: f32, dy: f32, dz: f32): void {
  const isBent = kindOf(material) == GLASS;
  const x = isBent ? bentX : nx, y = isBent ? bentY : ny, z = isBent ? bentZ : nz;
  const k: f32 = 2 * (dx * x + dy * y + dz * z);
  store<f32>(path, dx - k * x, NEXT);
  store<f32>(path, dy - k * y, NEXT + 4);
  store<f32>(path, dz - k * z, NEXT + 8);
}

function addSun(lanes: i32, s: i32, bounce: i32): void {
  for (let lane: usize = 0; lane < 4; lane++) {
    const path = paths + lane * LANE_BYTES, at = packet + (lane << 2);
    const h = load<u32>(path, PIXEL_HASH);
    const deep = hash(h ^ hash(<u32>s * 0x94d049bb + <u32>bounce));
    const u = bounce == 0 ? place(h, 4, s, 0.58605970) : unit(deep), v = bounce == 0 ? place(h, 5, s, 0.52664580) : unit(hash(deep + 1));
    sampleDisc(u, v);
    about(real(SUN), real(SUN + 1), real(SUN + 2), discX * real(SUN_RADIUS), discY * real(SUN_RADIUS), 1);
    store<f32>(at, load<f32>(path, ORIGIN), OX);
    store<f32>(at, load<f32>(path, ORIGIN + 4), OY);
    store<f32>(at, load<f32>(path, ORIGIN + 8), OZ);
    store<f32>(at, outX, DX);
    store<f32>(at, outY, DY);
    store<f32>(at, outZ, DZ);
    store<f32>(at, lanes & (1 << <i32>lane) ? FAR : -1, T);
  }
  const hidden = traceAny(0, ALL_RAYS);
  for (let lane: usize = 0; lane < 4; lane++) {
    if ((lanes & ~hidden & (1 << <i32>lane)) == 0) continue;
    const path = paths + lane * LANE_BYTES;
    const k = load<f32>(path, FACING) * INVERSE_PI;
    addLight(path, k * real(SUN_RADIANCE), k * real(SUN_RADIANCE + 1), k * real(SUN_RADIANCE + 2));
  }
}

function continuePath(lane: usize): void {
  const path = paths + lane * LANE_BYTES, at = packet + (lane << 2);
  const isAlive = load<i32>(path, ALIVE) != 0;
  store<f32>(at, isAlive ? FAR : -1, T);
  if (!isAlive) return;
  const x = load<f32>(path, NEXT), y = load<f32>(path, NEXT + 4), z = load<f32>(path, NEXT + 8);
  const n: f32 = 1 / max<f32>(sqrt<f32>(x * x + y * y + z * z), 1e-20);
  store<f32>(at, load<f32>(path, ORIGIN), OX);
  store<f32>(at, load<f32>(path, ORIGIN + 4), OY);
  store<f32>(at, load<f32>(path, ORIGIN + 8), OZ);
  store<f32>(at, x * n, DX);
  store<f32>(at, y * n, DY);
  store<f32>(at, z * n, DZ);
}

function readSky(dx: f32, dy: f32, dz: f32): void {
  const texture = integer(SKY_TEXTURE);
  if (texture < 0) {
    setSky();
    return;
  }
  const u: f32 = 0.5 + NativeMathf.atan2(dx, -dz) * (0.5 * INVERSE_PI);
  const v: f32 = NativeMathf.acos(clamp(dy, -1, 1)) * INVERSE_PI;
  sampleTexture(texture, u, v);
  scaleColour(real(SKY_GAIN));
}

function setSky(): void {
  setColour(real(SKY), real(SKY + 1), real(SKY + 2));
}

// @ts-ignore: decorator
@inline
function addLight(path: usize, r: f32, g: f32, b: f32): void {
  store<f32>(path, load<f32>(path, RADIANCE) + load<f32>(path) * r, RADIANCE);
  store<f32>(path, load<f32>(path, RADIANCE + 4) + load<f32>(path, 4) * g, RADIANCE + 4);
  store<f32>(path, load<f32>(path, RADIANCE + 8) + load<f32>(path, 8) * b, RADIANCE + 8);
}

// @ts-ignore: decorator
@inline
function scaleThroughput(path: usize, r: f32, g: f32, b: f32): void {
  store<f32>(path, load<f32>(path) * r);
  store<f32>(path, load<f32>(path, 4) * g, 4);
  store<f32>(path, load<f32>(path, 8) * b, 8);
}

// @ts-ignore: decorator
@inline
function add(at: usize, value: f32): void {
  store<f32>(at, load<f32>(at) + value);
}

function addGuides(pixel: usize, r: f32, g: f32, b: f32, x: f32, y: f32, z: f32, depth: f32): void {
  const share: f32 = 1 / <f32>integer(SAMPLES);
  const albedo = <usize>integer(ALBEDO) + pixel * 12, normal = <usize>integer(NORMAL) + pixel * 12;
  add(albedo, r * share);
  add(albedo + 4, g * share);
  add(albedo + 8, b * share);
  add(normal, x * share);
  add(normal + 4, y * share);
  add(normal + 8, z * share);
  add(<usize>integer(DEPTH) + (pixel << 2), depth * share);
}

function addRadiance(lane: usize, pixel: usize): void {
  const path = paths + lane * LANE_BYTES, out = <usize>integer(COLOUR) + pixel * 12;
  const share: f32 = 1 / <f32>integer(SAMPLES), cap = real(CLAMP);
  for (let k: usize = 0; k < 12; k += 4) add(out + k, min<f32>(load<f32>(path + k, RADIANCE), cap) * share);
}
