/** Collects triangles with a material each, for one mesh. */
export class GeometryBuilder {
  #positions = [];
  #materials = [];

  /** Corners anticlockwise as seen from outside. */
  triangle(a, b, c, material) {
    this.#positions.push(...a, ...b, ...c);
    this.#materials.push(material);
  }

  quad(a, b, c, d, material) {
    this.triangle(a, b, c, material);
    this.triangle(a, c, d, material);
  }

  /** A level rectangle from (x, z) to (x, z). */
  floor([x0, z0], [x1, z1], y, material) {
    this.quad([x0, y, z1], [x1, y, z1], [x1, y, z0], [x0, y, z0], material);
  }

  box([x0, y0, z0], [x1, y1, z1], material) {
    this.quad([x0, y0, z1], [x1, y0, z1], [x1, y1, z1], [x0, y1, z1], material);
    this.quad([x1, y0, z0], [x0, y0, z0], [x0, y1, z0], [x1, y1, z0], material);
    this.quad([x1, y0, z1], [x1, y0, z0], [x1, y1, z0], [x1, y1, z1], material);
    this.quad([x0, y0, z0], [x0, y0, z1], [x0, y1, z1], [x0, y1, z0], material);
    this.floor([x0, z0], [x1, z1], y1, material);
    this.quad([x0, y0, z0], [x1, y0, z0], [x1, y0, z1], [x0, y0, z1], material);
  }

  /** A level disc of 24 corners. */
  disc([x, y, z], radius, material) {
    for (let i = 0; i < 24; i++) {
      const [a, b] = [(i / 12) * Math.PI, ((i + 1) / 12) * Math.PI];
      this.triangle(
        [x, y, z],
        [x + radius * Math.cos(a), y, z - radius * Math.sin(a)],
        [x + radius * Math.cos(b), y, z - radius * Math.sin(b)],
        material,
      );
    }
  }

  toMesh() {
    return {
      positions: new Float32Array(this.#positions),
      indices: Uint32Array.from({ length: this.#materials.length * 3 }, (_, i) => i),
      materials: Uint16Array.from(this.#materials),
    };
  }
}

/** A number 0 … 1 for whole numbers a and b. */
export function chance(a, b) {
  let h = (Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 7, 0x85ebca77)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d) >>> 0;
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b) >>> 0;
  return ((h ^ (h >>> 16)) >>> 8) / 16777216;
}
