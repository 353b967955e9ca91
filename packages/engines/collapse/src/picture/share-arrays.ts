const LEAST_BYTES = 4096;

/**
 * The same plain value with its large typed arrays moved into shared memory: posted to worker threads, they are seen by
 * all and copied by none. Nobody may write to them afterwards.
 */
export function shareArrays<Value>(value: Value): Value {
  return shareAny(value) as Value;
}

function shareAny(value: unknown): unknown {
  if (value instanceof Float32Array) return shareFloats(value);
  if (value instanceof Uint32Array) return shareUints(value);
  if (Array.isArray(value)) return value.map(shareAny);
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shareAny(part)]));
}

function shareFloats(array: Float32Array): Float32Array {
  if (array.byteLength < LEAST_BYTES) return array;
  const shared = new Float32Array(new SharedArrayBuffer(array.byteLength));
  shared.set(array);
  return shared;
}

function shareUints(array: Uint32Array): Uint32Array {
  if (array.byteLength < LEAST_BYTES) return array;
  const shared = new Uint32Array(new SharedArrayBuffer(array.byteLength));
  shared.set(array);
  return shared;
}
