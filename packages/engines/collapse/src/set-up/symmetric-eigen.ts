/** Unit eigenvector of the smallest eigenvalue of a symmetric 3×3 matrix (six numbers: xx, xy, xz, yy, yz, zz). Cyclic Jacobi. */
export function smallestEigenvector(symmetric: readonly number[]): readonly [number, number, number] {
  const [xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0] = symmetric;
  const a = [
    [xx, xy, xz],
    [xy, yy, yz],
    [xz, yz, zz],
  ];
  const v = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  for (let sweep = 0; sweep < 30; sweep++) {
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      rotate(a, v, p, q);
    }
  }
  const values = [0, 1, 2].map((i) => get(a, i, i));
  const smallest = values.indexOf(Math.min(...values));
  return [get(v, 0, smallest), get(v, 1, smallest), get(v, 2, smallest)];
}

function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = get(a, p, q);
  if (apq === 0) return;
  const theta = (get(a, q, q) - get(a, p, p)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < 3; k++) mixColumns(a, k, [p, q], [c, s]);
  for (let k = 0; k < 3; k++) mixRows(a, k, [p, q], [c, s]);
  for (let k = 0; k < 3; k++) mixColumns(v, k, [p, q], [c, s]);
}

function mixColumns(m: number[][], row: number, [p, q]: [number, number], [c, s]: [number, number]): void {
  const [x, y] = [get(m, row, p), get(m, row, q)];
  set(m, row, p, c * x - s * y);
  set(m, row, q, s * x + c * y);
}

function mixRows(m: number[][], column: number, [p, q]: [number, number], [c, s]: [number, number]): void {
  const [x, y] = [get(m, p, column), get(m, q, column)];
  set(m, p, column, c * x - s * y);
  set(m, q, column, s * x + c * y);
}

function get(m: readonly (readonly number[])[], row: number, column: number): number {
  return m[row]?.[column] ?? 0;
}

function set(m: number[][], row: number, column: number, value: number): void {
  const line = m[row];
  if (line) line[column] = value;
}
