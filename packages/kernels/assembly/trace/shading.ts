// From a lane's hit to a surface point, and from a surface point to shadow rays.
import { TEXTURE, blue, evaluate, green, kindOf, planeX, planeY, planeZ, readPlane, red, reliefOf, setColour } from "./material";
import { mix, noise, smoothstep } from "./noise";
import { INSTANCE_BYTES, POSED_BYTES, TRIANGLE_BYTES, instances, meshOf, posedTable } from "./scene";

export let material: u32 = 0;
// World normal towards the viewer, unit length.
export let nx: f32 = 0, ny: f32 = 0, nz: f32 = 0;
// The same without the relief of broken faces.
export let faceX: f32 = 0, faceY: f32 = 0, faceZ: f32 = 0;
// How far before the surface its light is gathered: on the wall's plane for what lies behind it (TraceMaterial texture, plane).
export let lift: f32 = 0;
// Object-space position.
export let px: f32 = 0, py: f32 = 0, pz: f32 = 0;

let objectNx: f32 = 0, objectNy: f32 = 0, objectNz: f32 = 0;
let textureU: f32 = 0, textureV: f32 = 0;
let restX: f32 = 0, restY: f32 = 0, restZ: f32 = 0;

// The surface hit by a lane; dx, dy, dz is the ray's direction.
export function readSurface(sample: i32, instance: i32, record: u32, u: f32, v: f32, dx: f32, dy: f32, dz: f32): void {
  const posed = posedTable(sample) + <usize>instance * POSED_BYTES;
  const at = <usize>load<u32>(posed, 52) + <usize>record * TRIANGLE_BYTES;
  const e1x = load<f32>(at, 12), e1y = load<f32>(at, 16), e1z = load<f32>(at, 20);
  const e2x = load<f32>(at, 24), e2y = load<f32>(at, 28), e2z = load<f32>(at, 32);
  px = load<f32>(at) + u * e1x + v * e2x;
  py = load<f32>(at, 4) + u * e1y + v * e2y;
  pz = load<f32>(at, 8) + u * e1z + v * e2z;
  objectNx = e1y * e2z - e1z * e2y;
  objectNy = e1z * e2x - e1x * e2z;
  objectNz = e1x * e2y - e1y * e2x;
  // Normals go with the inverse's transpose.
  let x = load<f32>(posed) * objectNx + load<f32>(posed, 16) * objectNy + load<f32>(posed, 32) * objectNz;
  let y = load<f32>(posed, 4) * objectNx + load<f32>(posed, 20) * objectNy + load<f32>(posed, 36) * objectNz;
  let z = load<f32>(posed, 8) * objectNx + load<f32>(posed, 24) * objectNy + load<f32>(posed, 40) * objectNz;
  const length = sqrt<f32>(x * x + y * y + z * z);
  const s: f32 = (x * dx + y * dy + z * dz > 0 ? -1 : 1) / max<f32>(length, 1e-30);
  nx = x * s;
  ny = y * s;
  nz = z * s;
  material = load<u32>(at, 40);
  const entry = instances + <usize>instance * INSTANCE_BYTES;
  restX = px + load<f32>(entry, 8);
  restY = py + load<f32>(entry, 12);
  restZ = pz + load<f32>(entry, 16);
  const uvs: usize = load<u32>(meshOf(entry), 8);
  if (uvs) {
    const c = uvs + <usize>load<u32>(at, 36) * 24;
    const w: f32 = 1 - u - v;
    textureU = w * load<f32>(c) + u * load<f32>(c, 8) + v * load<f32>(c, 16);
    textureV = w * load<f32>(c, 4) + u * load<f32>(c, 12) + v * load<f32>(c, 20);
  } else {
    textureU = 0;
    textureV = 0;
  }
  lift = 0;
  if (kindOf(material) == TEXTURE) takePlane(posed, dx, dy, dz);
  faceX = nx;
  faceY = ny;
  faceZ = nz;
  if (reliefOf(material) > 0) roughen(posed, reliefOf(material), dx, dy, dz);
}

// Throws the normal of a broken face about, coarse and fine, in the piece's own space.
function roughen(posed: usize, relief: f32, dx: f32, dy: f32, dz: f32): void {
  const flat: f32 = 1 / sqrt<f32>(objectNx * objectNx + objectNy * objectNy + objectNz * objectNz);
  const ox = objectNx * flat + relief * bump(0), oy = objectNy * flat + relief * bump(31), oz = objectNz * flat + relief * bump(57);
  const x = load<f32>(posed) * ox + load<f32>(posed, 16) * oy + load<f32>(posed, 32) * oz;
  const y = load<f32>(posed, 4) * ox + load<f32>(posed, 20) * oy + load<f32>(posed, 36) * oz;
  const z = load<f32>(posed, 8) * ox + load<f32>(posed, 24) * oy + load<f32>(posed, 40) * oz;
  const s: f32 = (x * nx + y * ny + z * nz < 0 ? -1 : 1) / max<f32>(sqrt<f32>(x * x + y * y + z * z), 1e-30);
  if ((x * dx + y * dy + z * dz) * s > -0.05) return;
  nx = x * s;
  ny = y * s;
  nz = z * s;
}

// −1 … 1.
function bump(seed: u32): f32 {
  return 1.3 * noise(restX * 7.3, restY * 7.3, restZ * 7.3, seed) + 0.7 * noise(restX * 23, restY * 23, restZ * 23, seed) - 1;
}

// Seen from the front, a textured surface is lit as its wall's plane is.
function takePlane(posed: usize, dx: f32, dy: f32, dz: f32): void {
  const behind = readPlane(material, restX, restY, restZ);
  const x = load<f32>(posed) * planeX + load<f32>(posed, 16) * planeY + load<f32>(posed, 32) * planeZ;
  const y = load<f32>(posed, 4) * planeX + load<f32>(posed, 20) * planeY + load<f32>(posed, 36) * planeZ;
  const z = load<f32>(posed, 8) * planeX + load<f32>(posed, 24) * planeY + load<f32>(posed, 40) * planeZ;
  if (!(x * dx + y * dy + z * dz < 0)) return;
  const s: f32 = 1 / sqrt<f32>(x * x + y * y + z * z);
  nx = x * s;
  ny = y * s;
  nz = z * s;
  lift = max<f32>(0, behind);
}

// Puts the surface's albedo into material.ts's red, green, blue.
export function readAlbedo(): void {
  evaluate(material, restX, restY, restZ, objectNx, objectNy, objectNz, textureU, textureV);
}

// What dust leaves of a broken pane's colour, and how much of it.
const DUSTED_R: f32 = 0.15, DUSTED_G: f32 = 0.16, DUSTED_B: f32 = 0.15, DUSTED: f32 = 0.65;
// Albedo is scaled by all light, a mirror sends back the sky's alone: more than this would be whiter than any sky.
const BRIGHTEST_MIRROR: f32 = 0.35;

// A pane that has turned no longer shows what it mirrored at rest: red, green, blue become dusty glass with the sky in it (Schlick
// 1994, both faces), and a flash where the sun is met.
export function glaze(dx: f32, dy: f32, dz: f32, sunX: f32, sunY: f32, sunZ: f32): void {
  const length = sqrt<f32>(objectNx * objectNx + objectNy * objectNy + objectNz * objectNz);
  const turned = smoothstep(0.002, 0.03, 1 - abs(nx * objectNx + ny * objectNy + nz * objectNz) / max<f32>(length, 1e-30));
  if (turned == 0) return;
  const cosine = max<f32>(0, -(dx * nx + dy * ny + dz * nz));
  const rx = dx + 2 * cosine * nx, ry = dy + 2 * cosine * ny, rz = dz + 2 * cosine * nz;
  const grazing: f32 = 1 - cosine, squared = grazing * grazing;
  const mirror = min<f32>(BRIGHTEST_MIRROR, 0.08 + 0.92 * squared * squared * grazing) * (0.25 + 0.75 * smoothstep(-0.1, 0.15, ry));
  const flash: f32 = 3 * smoothstep(0.985, 0.998, rx * sunX + ry * sunY + rz * sunZ);
  const dust = DUSTED * turned, light = turned * (mirror + flash);
  setColour(mix(red, DUSTED_R, dust) + light, mix(green, DUSTED_G, dust) + light, mix(blue, DUSTED_B, dust) + light);
}

// A ray leaves the surface this far along the normal, so that it doesn't meet the surface again.
// @ts-ignore: decorator
@inline
export function offsetAt(distance: f32): f32 {
  return 3e-4 + distance * 2e-5;
}

// Square → disc (Shirley and Chiu 1997).
export let discX: f32 = 0, discY: f32 = 0;
export function sampleDisc(a: f32, b: f32): void {
  const x: f32 = 2 * a - 1, y: f32 = 2 * b - 1;
  if (x == 0 && y == 0) {
    discX = 0;
    discY = 0;
    return;
  }
  const isWide = abs(x) > abs(y);
  const radius: f32 = isWide ? x : y;
  const angle: f32 = <f32>0.78539816 * (isWide ? y / x : x / y);
  const q = angle * angle;
  const sine: f32 = angle * (1 - q * (0.16666667 - q * (0.008333333 - q * 0.00019841270)));
  const cosine: f32 = 1 - q * (0.5 - q * (0.041666667 - q * 0.0013888889));
  discX = radius * (isWide ? cosine : sine);
  discY = radius * (isWide ? sine : cosine);
}

// A direction about an axis, (a, b, c) in the axis's frame with c along it (Duff et al. 2017).
export let outX: f32 = 0, outY: f32 = 0, outZ: f32 = 0;
export function about(x: f32, y: f32, z: f32, a: f32, b: f32, c: f32): void {
  const sign: f32 = z >= 0 ? 1 : -1;
  const p: f32 = -1 / (sign + z);
  const q = x * y * p;
  outX = a * (1 + sign * x * x * p) + b * q + c * x;
  outY = a * sign * q + b * (sign + y * y * p) + c * y;
  outZ = -a * sign * x - b * y + c * z;
}

// Cosine-weighted direction about the normal that readSurface left.
export function sampleCosine(a: f32, b: f32, x: f32, y: f32, z: f32): void {
  sampleDisc(a, b);
  about(x, y, z, discX, discY, sqrt<f32>(max<f32>(0, 1 - discX * discX - discY * discY)));
}
