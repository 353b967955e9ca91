/** A picture of the state so far. */
export interface Preview {
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
}

/** ComfyUI's own are at most 512 pixels wide. */
const MAX_BYTES = 2 ** 20;
const PREVIEW_IMAGE = 1;
const PREVIEW_IMAGE_WITH_METADATA = 4;

/**
 * Reads a binary message: big-endian kind, then for kind 1 the format (1 JPEG, 2 PNG) and the picture, for kind 4 the
 * length of a JSON text, the text and the picture (ComfyUI's protocol.py and server.py). Undefined for anything else.
 */
export function readPreview(message: Uint8Array): Preview | undefined {
  if (message.byteLength < 8) return undefined;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const kind = view.getUint32(0);
  if (kind === PREVIEW_IMAGE) return toPreview(message.subarray(8));
  if (kind === PREVIEW_IMAGE_WITH_METADATA) return toPreview(message.subarray(8 + view.getUint32(4)));
  return undefined;
}

/** By its size and first bytes: what a server says of it may be wrong, and a browser is shown this. */
function toPreview(bytes: Uint8Array): Preview | undefined {
  if (bytes.byteLength > MAX_BYTES) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return { mediaType: 'image/jpeg', bytes };
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return { mediaType: 'image/png', bytes };
  return undefined;
}
