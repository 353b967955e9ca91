// How strong a mark may be, block by block: texture hides it, a flat sky and a lone edge do not.

/**
 * Texture and brightness of each block of `side` × `side` pixels. `activity`: mean of |dx| + |dy| in code values;
 * `brightness`: mean code value. Both `across` × `down` floats (the last blocks may be narrower). `columns`: 8 bytes a pixel
 * of one row as scratch.
 */
export function measureBlocks(
  luma: usize, width: i32, height: i32, side: i32, activity: usize, brightness: usize, columns: usize,
): void {
  const across = (width + side - 1) / side;
  const down = (height + side - 1) / side;
  const sums = columns + <usize>((width + 31) & ~31) * 2;
  for (let block = 0; block < down; block++) {
    memory.fill(columns, 0, <usize>((width + 31) & ~31) * 4);
    const first = block * side;
    const end = min(height, first + side);
    for (let y = first; y < end; y++) {
      const row = luma + <usize>(y * width);
      addRow(row, y + 1 < height ? row + <usize>width : row, width, columns, sums);
    }
    for (let i = 0; i < across; i++) {
      const left = i * side;
      const right = min(width, left + side);
      let gradient: u32 = 0;
      let light: u32 = 0;
      for (let x = left; x < right; x++) {
        gradient += <u32>load<u16>(columns + (<usize>x << 1));
        light += <u32>load<u16>(sums + (<usize>x << 1));
      }
      const area = <f32>((right - left) * (end - first));
      const at = <usize>(block * across + i) << 2;
      store<f32>(activity + at, <f32>gradient / area);
      store<f32>(brightness + at, <f32>light / area);
    }
  }
}

// @ts-ignore: decorator
@inline
function addRow(row: usize, below: usize, width: i32, gradients: usize, sums: usize): void {
  for (let x = 0; x < width; x += 16) {
    const here = v128.load(row + <usize>x);
    // The last column's right neighbour is the next row's first: one value in a block of many.
    const right = v128.load(row + <usize>x, 1);
    const under = v128.load(below + <usize>x);
    const dx = v128.or(i8x16.sub_sat_u(here, right), i8x16.sub_sat_u(right, here));
    const dy = v128.or(i8x16.sub_sat_u(here, under), i8x16.sub_sat_u(under, here));
    const to = <usize>x << 1;
    const low = i16x8.add(i16x8.extend_low_i8x16_u(dx), i16x8.extend_low_i8x16_u(dy));
    const high = i16x8.add(i16x8.extend_high_i8x16_u(dx), i16x8.extend_high_i8x16_u(dy));
    v128.store(gradients + to, i16x8.add(v128.load(gradients + to), low));
    v128.store(gradients + to, i16x8.add(v128.load(gradients + to, 16), high), 16);
    v128.store(sums + to, i16x8.add(v128.load(sums + to), i16x8.extend_low_i8x16_u(here)));
    v128.store(sums + to, i16x8.add(v128.load(sums + to, 16), i16x8.extend_high_i8x16_u(here)), 16);
  }
}

/**
 * The mark's amplitude for each block in code values, no more than `mostRms` as root mean square over the picture. Texture counts only where
 * the whole neighbourhood has it, so that no mark stands beside an edge in a flat wall; black bars and blown-out whites stay clean.
 */
export function chooseStrength(
  activity: usize, brightness: usize, across: i32, down: i32, strength: usize,
  base: f32, slope: f32, most: f32, mostRms: f32, black: f32, white: f32,
): void {
  let energy: f64 = 0;
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      let least: f32 = Infinity;
      let sum: f32 = 0;
      let count: f32 = 0;
      for (let j = max(0, y - 1); j <= min(down - 1, y + 1); j++) {
        for (let i = max(0, x - 1); i <= min(across - 1, x + 1); i++) {
          const value = load<f32>(activity + (<usize>(j * across + i) << 2));
          least = min(least, value);
          sum += value;
          count += 1;
        }
      }
      const at = <usize>(y * across + x) << 2;
      const texture = min(sum / count, 2 * least);
      const light = load<f32>(brightness + at);
      const room = min(<f32>1, max(<f32>0, min(light - black, white - light) * <f32>0.0625));
      const value = min(most, base + slope * texture) * room;
      store<f32>(strength + at, value);
      energy += <f64>(value * value);
    }
  }
  const rms = <f32>Math.sqrt(energy / <f64>(across * down));
  if (rms <= mostRms) return;
  const gain = mostRms / rms;
  for (let i = 0; i < across * down; i++) {
    const at = strength + (<usize>i << 2);
    store<f32>(at, load<f32>(at) * gain);
  }
}
