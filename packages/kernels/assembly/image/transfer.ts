// Transfer curves (IEC 61966-2-1, ITU-R BT.709) as tables over the float's own bits: 1,024 linear pieces an octave,
// error below 1e-7, no transcendental function at run time. BT.709 with BT.2020's exact constants: the rounded ones leave a step.
const PIECES: u32 = 9 << 10; // octaves 2^-9 .. 1
const FIRST: u32 = 0x3b000000 >>> 13; // bits of 2^-9
const tables = memory.data((9 * 1024 + 8) * 4 * 2, 16);
let prepared: i32 = 0;

export function transferPrepare(): void {
  if (prepared) return;
  prepared = 1;
  for (let i: u32 = 0; i <= PIECES; i++) {
    const x = <f64>reinterpret<f32>((FIRST + i) << 13);
    store<f32>(tables + (i << 2), <f32>(1.055 * NativeMath.pow(x, 1 / 2.4) - 0.055));
    store<f32>(tables + ((PIECES + 8 + i) << 2), <f32>(1.09929682680944 * NativeMath.pow(x, 0.45) - 0.09929682680944));
  }
}

/** Linear to code value 0..1, clamped, NaN to 0. `curve`: 0 sRGB, 1 Rec.709. */
// @ts-ignore: decorator
@inline
export function encodeUnit(linear: f32, curve: i32): f32 {
  if (!(linear > 0)) return 0;
  if (linear >= 1) return 1;
  if (curve == 0) {
    if (linear <= 0.0031308) return linear * 12.92;
  } else if (linear < 0.018053968510807) return linear * 4.5;
  const bits = reinterpret<u32>(linear);
  const at = tables + (<usize>((bits >>> 13) - FIRST + (curve ? PIECES + 8 : 0)) << 2);
  const low = load<f32>(at);
  return low + (load<f32>(at, 4) - low) * (<f32>(bits & 0x1fff) * (1.0 / 8192.0));
}

export function transferEncode(source: usize, target: usize, count: i32, curve: i32, maxCode: f32): void {
  for (let i = 0; i < count; i++) {
    const code = encodeUnit(load<f32>(source + (<usize>i << 2)), curve) * maxCode + 0.5;
    store<u16>(target + (<usize>i << 1), <u16>code);
  }
}

/** The inverse as a table of maxCode + 1 floats. */
export function transferTable(target: usize, curve: i32, maxCode: i32): void {
  for (let i = 0; i <= maxCode; i++) {
    const code = <f64>i / <f64>maxCode;
    let linear: f64;
    if (curve == 0) linear = code <= 0.04045 ? code / 12.92 : NativeMath.pow((code + 0.055) / 1.055, 2.4);
    else linear = code < 4.5 * 0.018053968510807 ? code / 4.5 : NativeMath.pow((code + 0.09929682680944) / 1.09929682680944, 1 / 0.45);
    store<f32>(target + (<usize>i << 2), <f32>linear);
  }
}
