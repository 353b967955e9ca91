import type { FaceDescriptor } from '../ports/faces.ts';

/** Descriptors as bytes: for each its length as a 32-bit number, then its values, all little-endian. */
export function encodeDescriptors(descriptors: readonly FaceDescriptor[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(descriptors.reduce((sum, { length }) => sum + 4 + 4 * length, 0)));
  let at = 0;
  for (const descriptor of descriptors) {
    bytes.setUint32(at, descriptor.length, true);
    at += 4;
    for (const value of descriptor) {
      bytes.setFloat32(at, value, true);
      at += 4;
    }
  }
  return new Uint8Array(bytes.buffer);
}

/** What `encodeDescriptors` wrote. */
export function decodeDescriptors(encoded: Uint8Array): FaceDescriptor[] {
  const bytes = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const descriptors: FaceDescriptor[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const length = bytes.getUint32(at, true);
    const start = at + 4;
    descriptors.push(Float32Array.from({ length }, (_, index) => bytes.getFloat32(start + 4 * index, true)));
    at = start + 4 * length;
  }
  return descriptors;
}
