import { chance } from './geometry-builder.mjs';

/** A broad-leaved street tree: a tapered trunk and clumps of small leaves. */
export function addTree(builder, { x, z, heightM, seed, leaf, bark }) {
  const crown = heightM * 0.36;
  trunk(builder, [x, z], heightM * 0.55, bark);
  const clumps = 34;
  for (let c = 0; c < clumps; c++) {
    const r = (k) => chance(seed * 131 + c, k) - 0.5;
    const length = Math.hypot(r(1), r(2), r(3)) || 1;
    const reach = crown * (0.45 + 0.5 * chance(seed * 131 + c, 4));
    const at = [
      x + (r(1) / length) * reach,
      heightM * 0.64 + (r(2) / length) * reach * 0.95,
      z + (r(3) / length) * reach,
    ];
    const size = crown * (0.26 + 0.2 * chance(seed * 131 + c, 5));
    const look = leaf[Math.floor(chance(seed, c) * leaf.length)];
    for (let i = 0; i < 260; i++) addLeaf(builder, at, size, (k) => chance(seed * 7919 + c * 613 + i, k) - 0.5, look);
  }
}

function trunk(builder, [x, z], height, material) {
  const sides = 8;
  for (let i = 0; i < sides; i++) {
    const [a, b] = [(i / sides) * 2 * Math.PI, ((i + 1) / sides) * 2 * Math.PI];
    const at = (angle, radius, y) => [x + radius * Math.cos(angle), y, z - radius * Math.sin(angle)];
    builder.quad(at(a, 0.2, 0), at(b, 0.2, 0), at(b, 0.11, height), at(a, 0.11, height), material);
  }
}

function addLeaf(builder, at, size, r, material) {
  const length = Math.hypot(r(1), r(2), r(3)) || 1;
  const reach = size * (0.35 + 0.65 * Math.sqrt(r(4) + 0.5));
  const p = [r(1), r(2), r(3)].map((v, k) => at[k] + (v / length) * reach);
  const s = 0.13;
  const corner = (k) => [p[0] + r(10 + k) * 2 * s, p[1] + r(20 + k) * 2 * s, p[2] + r(30 + k) * 2 * s];
  builder.triangle(corner(0), corner(1), corner(2), material);
}
