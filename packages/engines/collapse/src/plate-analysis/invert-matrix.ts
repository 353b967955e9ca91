/** The inverse of a small square matrix, rows first, by Gauss–Jordan with pivoting; undefined when singular. */
export function invertMatrix(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...Array.from({ length: size }, (_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    }
    const lead = rows[pivot];
    const swapped = rows[column];
    const value = lead?.[column] ?? 0;
    if (!lead || !swapped || !(Math.abs(value) > 1e-9)) return undefined;
    rows[pivot] = swapped;
    rows[column] = lead.map((entry) => entry / value);
    rows.forEach((row, i) => {
      const factor = row[column] ?? 0;
      if (i !== column && factor !== 0) rows[i] = row.map((entry, j) => entry - factor * (rows[column]?.[j] ?? 0));
    });
  }
  return rows.map((row) => row.slice(size));
}
