/** 0..count-1 in an order that `seed` decides, the same everywhere (Fisher–Yates over xorshift32). */
export function shuffledNumbers(count: number, seed: number): Uint16Array {
  const numbers = Uint16Array.from({ length: count }, (_, i) => i);
  let state = seed;
  for (let i = count - 1; i > 0; i--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = (state >>> 0) % (i + 1);
    const value = numbers[i] as number;
    numbers[i] = numbers[other] as number;
    numbers[other] = value;
  }
  return numbers;
}
