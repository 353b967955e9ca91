// What surfaces look like. A material is 64 bytes: kind (u32), colour, second colour (f32 rgb), amount, size u, size v, joint, seed, storey, base (f32), texture (u32), relief (f32).
import { clamp, fbm, fract, hash, hash3, mix, noise, smoothstep, unit } from "./noise";

export const MATERIAL_BYTES: usize = 64;
export const PLAIN: u32 = 0, TEXTURE: u32 = 1, CONCRETE: u32 = 2, BRICK: u32 = 3, PLASTER: u32 = 4, FLOOR: u32 = 5, GLASS: u32 = 6, ASPHALT: u32 = 7, PAVING: u32 = 8;

let materials: usize = 0;
let textures: usize = 0;

// Result of evaluate and sampleTexture.
export let red: f32 = 0;
export let green: f32 = 0;
export let blue: f32 = 0;

export function setMaterialTables(a: usize, b: usize): void {
  materials = a;
  textures = b;
}

// @ts-ignore: decorator
@inline
export function kindOf(material: u32): u32 {
  return load<u32>(materials + <usize>material * MATERIAL_BYTES);
}

// @ts-ignore: decorator
@inline
export function amountOf(material: u32): f32 {
  return load<f32>(materials + <usize>material * MATERIAL_BYTES, 28);
}

// Where a textured surface is lit: the normal of the wall's plane (0 0 0 = where it lies), and how far behind the plane a place is.
export let planeX: f32 = 0, planeY: f32 = 0, planeZ: f32 = 0;
export function readPlane(material: u32, x: f32, y: f32, z: f32): f32 {
  const m = materials + <usize>material * MATERIAL_BYTES;
  planeX = load<f32>(m, 16);
  planeY = load<f32>(m, 20);
  planeZ = load<f32>(m, 24);
  return load<f32>(m, 52) - (planeX * x + planeY * y + planeZ * z);
}

// Albedo of a material at a rest-space position with a rest-space normal, and u, v for textures.
export function evaluate(material: u32, x: f32, y: f32, z: f32, nx: f32, ny: f32, nz: f32, u: f32, v: f32): void {
  const m = materials + <usize>material * MATERIAL_BYTES;
  const kind = load<u32>(m);
  red = load<f32>(m, 4);
  green = load<f32>(m, 8);
  blue = load<f32>(m, 12);
  if (kind == TEXTURE) sampleTexture(load<u32>(m, 56), u, v);
  else if (kind == CONCRETE) reinforced(m, x, y, z, nx, ny, nz);
  else if (kind == BRICK) brick(m, x, y, z, nx, ny, nz);
  else if (kind == PLASTER) paintedWall(m, x, y, z, nx, ny, nz);
  else if (kind == FLOOR) floorLayers(m, x, y, z, ny * ny > nx * nx + nz * nz);
  else if (kind == ASPHALT) asphalt(x, z, <u32>load<f32>(m, 44));
  else if (kind == PAVING) paving(m, x, z);
}

// @ts-ignore: decorator
@inline
export function isGlazed(material: u32): bool {
  return kindOf(material) == TEXTURE && load<f32>(materials + <usize>material * MATERIAL_BYTES, 32) != 0;
}

// @ts-ignore: decorator
@inline
export function reliefOf(material: u32): f32 {
  return load<f32>(materials + <usize>material * MATERIAL_BYTES, 60);
}

export function setColour(r: f32, g: f32, b: f32): void {
  red = r;
  green = g;
  blue = b;
}

export function scaleColour(f: f32): void {
  scale(f);
}

// @ts-ignore: decorator
@inline
function scale(f: f32): void {
  red *= f;
  green *= f;
  blue *= f;
}

// @ts-ignore: decorator
@inline
function blend(r: f32, g: f32, b: f32, t: f32): void {
  red = mix(red, r, t);
  green = mix(green, g, t);
  blue = mix(blue, b, t);
}

function concrete(x: f32, y: f32, z: f32, seed: u32): void {
  scale(0.72 + 0.4 * fbm(x * 1.7, y * 1.7, z * 1.7, seed) + 0.16 * noise(x * 31, y * 31, z * 31, seed));
  // Stones of 10–40 mm: one to a cell of 45 mm.
  const cx = floor<f32>(x * 22), cy = floor<f32>(y * 22), cz = floor<f32>(z * 22);
  const h = hash3(<i32>cx, <i32>cy, <i32>cz, seed + 11);
  const dx = x * 22 - cx - 0.5, dy = y * 22 - cy - 0.5, dz = z * 22 - cz - 0.5;
  const radius: f32 = 0.15 + 0.35 * unit(h);
  if (dx * dx + dy * dy + dz * dz < radius * radius) {
    const tone: f32 = 0.6 + 0.75 * unit(hash(h));
    blend(0.36 * tone, 0.34 * tone, 0.31 * tone, 0.7);
  }
}

// Concrete with the cut ends of its bars: one to a cell at most, a rusty disc in a stained ring.
function reinforced(m: usize, x: f32, y: f32, z: f32, nx: f32, ny: f32, nz: f32): void {
  const seed = <u32>load<f32>(m, 44), spacing = load<f32>(m, 32);
  concrete(x, y, z, seed);
  if (!(spacing > 0)) return;
  const isLevel = abs(ny) > abs(nx) && abs(ny) > abs(nz), isAcross = abs(nx) > abs(nz);
  const a: f32 = (isLevel || !isAcross ? x : z) / spacing, b: f32 = (isLevel ? z : y) / spacing;
  const ca = floor<f32>(a), cb = floor<f32>(b);
  const h = hash3(<i32>ca, <i32>cb, isLevel ? 5 : isAcross ? 6 : 7, seed);
  if (unit(h) > 0.6) return;
  const da: f32 = (a - ca - 0.3 - 0.4 * unit(hash(h + 1))) * spacing, db: f32 = (b - cb - 0.3 - 0.4 * unit(hash(h + 2))) * spacing;
  const away = sqrt<f32>(da * da + db * db), radius: f32 = 0.007 + 0.006 * unit(hash(h + 3));
  if (away < radius) { red = 0.13; green = 0.07; blue = 0.045; scale(0.8 + 0.5 * noise(x * 90, y * 90, z * 90, seed)); return; }
  const stain: f32 = 1 - smoothstep(radius, radius * 3.5, away);
  blend(red * 0.45, green * 0.3, blue * 0.22, stain);
}

function brick(m: usize, x: f32, y: f32, z: f32, nx: f32, ny: f32, nz: f32): void {
  const seed = <u32>load<f32>(m, 44), variation = load<f32>(m, 28), joint = load<f32>(m, 40);
  const isTop = abs(ny) > abs(nx) && abs(ny) > abs(nz);
  const along: f32 = isTop ? x : abs(nx) > abs(nz) ? z + 0.057 : x;
  const up: f32 = isTop ? z : y;
  const pitchU = load<f32>(m, 32) + joint, pitchV = load<f32>(m, 36) + joint;
  const course = floor<f32>(up / pitchV);
  const shifted = along / pitchU + (<i32>course & 1 ? 0.5 : 0.0);
  const number = floor<f32>(shifted);
  const inU = (shifted - number) * pitchU, inV = up - course * pitchV;
  const h = hash3(<i32>number, <i32>course, isTop ? 2 : abs(nx) > abs(nz) ? 1 : 0, seed);
  // Large blotches of weather, streaks that run down, one tone to each brick.
  const weather = fbm(x * 0.31, y * 0.23, z * 0.31, seed + 3);
  const streak = fbm(x * 1.9, y * 0.17, z * 1.9, seed + 5);
  const dirt: f32 = 1 - variation * (0.55 * smoothstep(0.48, 0.8, weather) + 0.4 * smoothstep(0.5, 0.82, streak));
  if (inU < joint || inV < joint) {
    red = load<f32>(m, 16);
    green = load<f32>(m, 20);
    blue = load<f32>(m, 24);
    scale(dirt * <f32>(0.8 + 0.4 * noise(x * 9, y * 9, z * 9, seed)));
    return;
  }
  const tone: f32 = 1 + variation * (1.3 * unit(h) - 0.65);
  const warm: f32 = variation * (unit(hash(h + 1)) - 0.5);
  scale(tone * dirt * <f32>(0.88 + 0.24 * noise(x * 37, y * 37, z * 37, seed)));
  red *= 1 + 0.35 * warm;
  blue *= 1 - 0.5 * warm;
  // A few bricks are burnt dark, a few are pale replacements.
  const odd = unit(hash(h + 2));
  if (odd < 0.06) scale(0.55);
  else if (odd > 0.965) blend(0.42 * dirt, 0.33 * dirt, 0.26 * dirt, 0.6);
  if (load<f32>(m, 60) > 0) breakBrick(m, x, y, z, h, seed);
}

// A broken brick is raw: brighter and redder inside than its weathered face, with mortar left on some of it.
function breakBrick(m: usize, x: f32, y: f32, z: f32, h: u32, seed: u32): void {
  const raw: f32 = 0.9 + 0.35 * unit(hash(h + 4));
  red *= raw * <f32>1.12;
  green *= raw;
  blue *= raw * <f32>0.94;
  const smear: f32 = smoothstep(0.52, 0.72, fbm(x * 6.1, y * 9.7, z * 6.1, seed + 13));
  blend(load<f32>(m, 16), load<f32>(m, 20), load<f32>(m, 24), 0.75 * smear);
  scale(0.86 + 0.28 * noise(x * 19, y * 19, z * 19, seed + 17));
}

// Paint, or paper in stripes on standing walls; the paint of ceilings is white.
function paintedWall(m: usize, x: f32, y: f32, z: f32, nx: f32, ny: f32, nz: f32): void {
  const seed = <u32>load<f32>(m, 44), stripe = load<f32>(m, 40);
  if (-ny > abs(nx) && -ny > abs(nz)) { red = 0.66; green = 0.64; blue = 0.6; }
  else if (stripe > 0) {
    const along: f32 = fract((abs(nx) > abs(nz) ? z : x) / stripe);
    if (along < 0.5) scale(0.78);
    else if (along < 0.56 || along > 0.94) scale(1.12);
  }
  plaster(x, y, z, seed);
}

function plaster(x: f32, y: f32, z: f32, seed: u32): void {
  const streak = fbm(x * 2.1, y * 0.21, z * 2.1, seed + 9);
  scale(0.84 + 0.22 * fbm(x * 0.9, y * 0.9, z * 0.9, seed) + 0.06 * noise(x * 23, y * 23, z * 23, seed));
  scale(1 - 0.3 * smoothstep(0.5, 0.85, streak));
}

// From the slab's soffit upwards: ceiling plaster, reinforced concrete, screed, boards; above them the storey's air is painted wall.
function floorLayers(m: usize, x: f32, y: f32, z: f32, isLevel: bool): void {
  const seed = <u32>load<f32>(m, 44), storey = load<f32>(m, 48);
  const height = fract((y - load<f32>(m, 52)) / storey) * storey;
  const fromTop = storey - height;
  if (isLevel || height < 0.02) {
    red = load<f32>(m, 16);
    green = load<f32>(m, 20);
    blue = load<f32>(m, 24);
    // Boards of 140 mm, each with a tone of its own and a dark joint.
    const board = z / 0.14, number = floor<f32>(board);
    scale(0.78 + 0.3 * unit(hash3(<i32>number, 3, 0, seed)) + 0.14 * noise(x * 5, y * 40, z * 31, seed));
    if (board - number < 0.04) scale(0.6);
    return;
  }
  if (fromTop < 0.06) { red = 0.47; green = 0.45; blue = 0.42; scale(0.85 + 0.3 * noise(x * 13, y * 13, z * 13, seed)); return; }
  if (fromTop < 0.24) { red = 0.4; green = 0.385; blue = 0.36; concrete(x, y, z, seed); return; }
  red = 0.6; green = 0.57; blue = 0.51;
  plaster(x, y, z, seed);
}

function asphalt(x: f32, z: f32, seed: u32): void {
  scale(0.8 + 0.35 * fbm(x * 0.35, 0.5, z * 0.35, seed) + 0.3 * (noise(x * 60, 0.5, z * 60, seed) - 0.5));
  // Patched trenches: rectangles with a tone of their own and a sealed, darker edge.
  const px = floor<f32>(x / 3.7), pz = floor<f32>(z / 6.3);
  const h = hash3(<i32>px, 7, <i32>pz, seed);
  if (unit(h) < 0.3) {
    const inX = fract(x / 3.7), inZ = fract(z / 6.3);
    const left: f32 = 0.05 + 0.3 * unit(hash(h + 1)), right: f32 = 0.6 + 0.38 * unit(hash(h + 2));
    const near: f32 = 0.03 + 0.4 * unit(hash(h + 3)), far: f32 = 0.55 + 0.42 * unit(hash(h + 4));
    const edge = min<f32>(min<f32>(inX - left, right - inX) * 3.7, min<f32>(inZ - near, far - inZ) * 6.3);
    if (edge > 0) scale(edge < 0.06 ? 0.62 : 0.74 + 0.5 * unit(hash(h + 5)));
  }
  // Cracks where two blotches meet, oil in spots.
  const ridge = abs(fbm(x * 0.8, 3.5, z * 0.8, seed + 21) - 0.5);
  const crack: f32 = 1 - smoothstep(0.0015, 0.007, ridge);
  scale(1 - 0.5 * crack * smoothstep(0.5, 0.6, noise(x * 0.21, 1.5, z * 0.21, seed + 4)));
  scale(1 - 0.35 * smoothstep(0.7, 0.85, noise(x * 0.9, 9.5, z * 0.9, seed + 6)));
}

function paving(m: usize, x: f32, z: f32): void {
  const seed = <u32>load<f32>(m, 44);
  const u = load<f32>(m, 32), v = load<f32>(m, 36);
  const rowNumber = floor<f32>(z / v);
  const shifted = x / u + (<i32>rowNumber & 1 ? 0.5 : 0.0);
  const column = floor<f32>(shifted);
  const inU = (shifted - column) * u, inV = z - rowNumber * v;
  const h = hash3(<i32>column, 3, <i32>rowNumber, seed);
  scale(0.86 + 0.24 * unit(h));
  scale(0.75 + 0.4 * fbm(x * 0.5, 0.5, z * 0.5, seed) + 0.15 * noise(x * 21, 0.5, z * 21, seed));
  if (inU < 0.012 || inV < 0.012) scale(0.45);
  // Chewing gum and drips.
  const spot = noise(x * 3.1, 5.5, z * 3.1, seed + 8);
  scale(1 - 0.3 * smoothstep(0.78, 0.86, spot));
}

// Bilinear, clamped at the border, v downwards from the top row.
export function sampleTexture(texture: u32, u: f32, v: f32): void {
  const at = textures + (<usize>texture << 4);
  const data: usize = load<u32>(at), isHalf = load<u32>(at, 12);
  const width = load<i32>(at, 4), height = load<i32>(at, 8);
  const x = clamp(u * <f32>width - 0.5, 0, <f32>(width - 1)), y = clamp(v * <f32>height - 0.5, 0, <f32>(height - 1));
  const x0 = <i32>x, y0 = <i32>y;
  const x1 = min(x0 + 1, width - 1), y1 = min(y0 + 1, height - 1);
  const s = f32x4.splat(x - <f32>x0), t = f32x4.splat(y - <f32>y0);
  const a = texel(data, y0 * width + x0, isHalf), b = texel(data, y0 * width + x1, isHalf);
  const c = texel(data, y1 * width + x0, isHalf), d = texel(data, y1 * width + x1, isHalf);
  const upper = f32x4.add(a, f32x4.mul(f32x4.sub(b, a), s)), lower = f32x4.add(c, f32x4.mul(f32x4.sub(d, c), s));
  const value = f32x4.add(upper, f32x4.mul(f32x4.sub(lower, upper), t));
  red = f32x4.extract_lane(value, 0);
  green = f32x4.extract_lane(value, 1);
  blue = f32x4.extract_lane(value, 2);
}

// @ts-ignore: decorator
@inline
function texel(data: usize, index: i32, isHalf: u32): v128 {
  if (!isHalf) return v128.load(data + (<usize>index << 4));
  // Half → float: move exponent and mantissa up, rescale by 2^112, put the sign back. Exact also for subnormals.
  const bits = v128.load_ext<u16>(data + (<usize>index << 3));
  const magnitude = i32x4.shl(v128.and(bits, i32x4.splat(0x7fff)), 13);
  const value = f32x4.mul(magnitude, f32x4.splat(5.192296858534828e33));
  return v128.or(value, i32x4.shl(v128.and(bits, i32x4.splat(0x8000)), 16));
}
