/** Bits that the encoder remembers; 256 states. */
const MEMORY = 8;
const STATES = 2 ** 8;
/** Rate 1/4, constraint length 9, free distance 24 (Larsen 1973): 463, 535, 733, 745 octal. */
const GENERATORS = [0o463, 0o535, 0o733, 0o745] as const;
export const CODED_PER_BIT = GENERATORS.length;
const OUTPUT_KINDS = 2 ** 4;

/** The four outputs of each state and next bit (index: state · 2 + bit), one a bit of a number 0..15. State: the last eight bits, newest on top. */
const OUTPUTS = Uint8Array.from({ length: STATES * 2 }, (_, i) => {
  const register = ((i & 1) << MEMORY) | (i >> 1);
  return GENERATORS.reduce((outputs, generator, n) => outputs | (parityOf(register & generator) << n), 0);
});

/** Tail-biting: the encoder begins in the state in which it ends, so no bit is spent on an end. Bits 0/1 to ±1, four for each. */
export function encodeBits(bits: Uint8Array): Int8Array {
  let state = 0;
  for (let i = bits.length - MEMORY; i < bits.length; i++) state = nextState(state, bits[i] as number);
  const coded = new Int8Array(bits.length * CODED_PER_BIT);
  bits.forEach((bit, i) => {
    const outputs = OUTPUTS[state * 2 + bit] as number;
    for (let n = 0; n < CODED_PER_BIT; n++) coded[i * CODED_PER_BIT + n] = (outputs >> n) & 1 ? -1 : 1;
    state = nextState(state, bit);
  });
  return coded;
}

/**
 * The likeliest bits behind soft values (positive for +1; the larger, the surer): Viterbi three times around the ring, the
 * middle turn read off.
 */
export function decodeBits(soft: Float32Array): Uint8Array {
  const count = soft.length / CODED_PER_BIT;
  const steps = count * 3;
  let scores = new Float64Array(STATES);
  let after = new Float64Array(STATES);
  const choices = new Uint8Array(steps * STATES);
  for (let step = 0; step < steps; step++) {
    const at = (step % count) * CODED_PER_BIT;
    const agreement = agreements(soft.subarray(at, at + CODED_PER_BIT));
    for (let state = 0; state < STATES; state++) {
      const bit = state >> (MEMORY - 1);
      const older = (state << 1) & (STATES - 1);
      const zero = (scores[older] as number) + (agreement[OUTPUTS[older * 2 + bit] as number] as number);
      const one = (scores[older + 1] as number) + (agreement[OUTPUTS[older * 2 + 2 + bit] as number] as number);
      after[state] = Math.max(zero, one);
      choices[step * STATES + state] = one > zero ? 1 : 0;
    }
    [scores, after] = [after, scores];
  }
  return traceBack(choices, scores.indexOf(Math.max(...scores)), count);
}

function traceBack(choices: Uint8Array, last: number, count: number): Uint8Array {
  const bits = new Uint8Array(count);
  let state = last;
  for (let step = count * 3 - 1; step >= count; step--) {
    if (step < count * 2) bits[step - count] = state >> (MEMORY - 1);
    state = ((state << 1) & (STATES - 1)) | (choices[step * STATES + state] as number);
  }
  return bits;
}

/** How well four soft values agree with each of the 16 possible outputs. */
function agreements(values: Float32Array): Float64Array {
  return Float64Array.from({ length: OUTPUT_KINDS }, (_, outputs) =>
    values.reduce((sum, value, n) => sum + ((outputs >> n) & 1 ? -value : value), 0),
  );
}

/** A new bit comes in at the top. */
function nextState(state: number, bit: number): number {
  return (bit << (MEMORY - 1)) | (state >> 1);
}

function parityOf(value: number): number {
  let parity = 0;
  for (let rest = value; rest > 0; rest >>= 1) parity ^= rest & 1;
  return parity;
}
