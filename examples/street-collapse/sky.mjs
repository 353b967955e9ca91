// A clear afternoon sky with fair-weather clouds, as radiance by direction.
import { deterministicMath as math } from '@backlot/kernels';
import { chance } from './geometry-builder.mjs';

/** Radiance towards a unit direction (y up); below the horizon a dull ground. */
export function skyRadiance([x, y, z], sun) {
  if (y < 0) return [0.16, 0.15, 0.14];
  const height = Math.min(1, y);
  const fall = math.pow(1 - height, 4.5);
  const toSun = Math.max(0, x * sun[0] + y * sun[1] + z * sun[2]);
  const glow = 0.22 * math.pow(toSun, 8) + 0.35 * math.pow(toSun, 64);
  const clear = [0.1 + 0.34 * fall + glow, 0.205 + 0.3 * fall + glow * 0.92, 0.42 + 0.14 * fall + glow * 0.75];
  const { cover, light } = clouds(x, y, z, sun);
  // Haze swallows clouds near the horizon.
  const seen = cover * smooth(0.02, 0.16, y);
  const cloud = [0.6 * light, 0.59 * light, 0.585 * light];
  return clear.map((value, k) => value + (cloud[k] - value) * seen);
}

function clouds(x, y, z, sun) {
  const s = 1.5 / (y + 0.16);
  const [u, v] = [x * s + 4.3, z * s + 1.7];
  const density = cloudDensity(u, v);
  const cover = smooth(0.5, 0.72, density);
  // Lit from the sun's side: less cloud in that direction, more light.
  const shade = cloudDensity(u + sun[0] * 0.12, v + sun[2] * 0.12) - density;
  return {
    cover: cover * 0.92,
    light: Math.max(0.62, Math.min(1.08, 0.93 - 1.9 * shade - 0.3 * Math.max(0, density - 0.62))),
  };
}

function cloudDensity(u, v) {
  const [wu, wv] = [fbm(u * 1.3 + 9, v * 1.3) - 0.5, fbm(u * 1.3, v * 1.3 + 17) - 0.5];
  return 0.75 * fbm(u * 0.62 + wu * 0.5, v * 0.85 + wv * 0.5) + 0.25 * fbm(u * 3.4 + wu, v * 3.9 + wv);
}

function fbm(x, y) {
  let [sum, amplitude] = [0, 0.52];
  for (let octave = 0; octave < 5; octave++) {
    sum += amplitude * noise(x, y);
    [x, y, amplitude] = [x * 1.93 + y * 0.31 + 3.7, y * 1.93 - x * 0.31 + 8.1, amplitude * 0.5];
  }
  return sum;
}

function noise(x, y) {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [fade(x - i), fade(y - j)];
  const upper = chance(i, j) + (chance(i + 1, j) - chance(i, j)) * u;
  const lower = chance(i, j + 1) + (chance(i + 1, j + 1) - chance(i, j + 1)) * u;
  return upper + (lower - upper) * v;
}

function fade(t) {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

function smooth(low, high, x) {
  const t = Math.min(1, Math.max(0, (x - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

/** The sky as a latitude-longitude texture for the tracer. */
export function skyTexture(width, sun) {
  const height = width / 2;
  const data = new Float32Array(width * height * 4);
  for (let row = 0; row < height; row++) {
    const polar = ((row + 0.5) / height) * Math.PI;
    const [y, ring] = [math.cos(polar), math.sin(polar)];
    for (let column = 0; column < width; column++) {
      const angle = ((column + 0.5) / width - 0.5) * 2 * Math.PI;
      data.set(
        [...skyRadiance([ring * math.sin(angle), y, -ring * math.cos(angle)], sun), 1],
        (row * width + column) * 4,
      );
    }
  }
  return { width, height, data };
}

/** Irradiance of the whole sky on level ground (by rings of equal solid angle). */
export function skyIrradiance(sun) {
  let sum = 0;
  const [rings, steps] = [32, 64];
  for (let r = 0; r < rings; r++) {
    const y = Math.sqrt((r + 0.5) / rings);
    const ring = Math.sqrt(1 - y * y);
    for (let s = 0; s < steps; s++) {
      const angle = ((s + 0.5) / steps) * 2 * Math.PI;
      const [red, green, blue] = skyRadiance([ring * math.sin(angle), y, ring * math.cos(angle)], sun);
      sum += 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }
  }
  return (Math.PI * sum) / (rings * steps);
}
