import { Bits } from './bits.ts';

/** A picture's size, and in macroblocks of 16 × 16. */
export interface CodedSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

const columnsOf = ({ widthPx }: CodedSize): number => Math.ceil(widthPx / 16);
const rowsOf = ({ heightPx }: CodedSize): number => Math.ceil(heightPx / 16);

/** Sequence parameters: constrained baseline, level 5.1, one picture to refer to, cropped to an even size. */
export function writeSequenceParameters(size: CodedSize): Buffer {
  const bits = new Bits().u(0x67, 8).u(66, 8).u(0xc0, 8).u(51, 8);
  bits.ue(0).ue(0).ue(2).ue(1).u(0, 1);
  bits.ue(columnsOf(size) - 1).ue(rowsOf(size) - 1);
  bits.u(1, 1).u(1, 1).u(1, 1);
  bits.ue(0).ue((columnsOf(size) * 16 - size.widthPx) / 2);
  bits.ue(0).ue((rowsOf(size) * 16 - size.heightPx) / 2);
  // No VUI: a player then takes Rec.709 or 601 by size, which is near enough for a test's film.
  return escapeStartCodes(bits.u(0, 1).stop().bytes());
}

/** Picture parameters: CAVLC, one slice, deblocking off by each slice. */
export function writePictureParameters(): Buffer {
  const bits = new Bits().u(0x68, 8).ue(0).ue(0).u(0, 1).u(0, 1).ue(0).ue(0).ue(0).u(0, 1).u(0, 2);
  return escapeStartCodes(bits.ue(0).ue(0).ue(0).u(1, 1).u(0, 1).u(0, 1).stop().bytes());
}

/**
 * One picture without compression: each macroblock is I_PCM (7.3.5), its samples as they are. `lumaAt` and the chroma
 * values stay within 16..240, so no byte of them looks like a start code.
 */
export function writePicture(
  size: CodedSize,
  index: number,
  look: { lumaAt: (x: number, y: number) => number; cb: number; cr: number },
): Buffer {
  const header = new Bits()
    .u(0x65, 8)
    .ue(0)
    .ue(7)
    .ue(0)
    .u(0, 4)
    .ue(index % 2)
    .u(0, 2)
    .ue(0)
    .ue(1);
  // mb_type 25 (I_PCM), here where the slice header ends within a byte, and below where each follows on a whole one.
  const first = header.ue(25).align().bytes();
  const following = new Bits().ue(25).align().bytes();
  const blocks: Buffer[] = [];
  for (let row = 0; row < rowsOf(size); row++)
    for (let column = 0; column < columnsOf(size); column++) {
      const block = Buffer.alloc(384);
      for (let at = 0; at < 256; at++) block[at] = look.lumaAt(column * 16 + (at % 16), row * 16 + (at >> 4));
      block.fill(look.cb, 256, 320);
      block.fill(look.cr, 320, 384);
      blocks.push(blocks.length === 0 ? escapeStartCodes(first) : following, block);
    }
  return Buffer.concat([...blocks, Buffer.from([0x80])]);
}

/**
 * A picture that is the one before it, moved to the left: every macroblock is P_L0_16x16 (7.3.5) without a residual, and takes the
 * vector of the first, which is what is predicted for it (8.4.1.3). `since` counts from the last whole picture, from 1 on.
 */
export function writeMovedPicture(size: CodedSize, since: number, movedPx: number): Buffer {
  const bits = new Bits()
    .u(0x61, 8)
    .ue(0)
    .ue(5)
    .ue(0)
    .u(since % 16, 4)
    .u(0, 3)
    .ue(0)
    .ue(1);
  bits
    .ue(0)
    .ue(0)
    .se(movedPx * 4)
    .se(0)
    .ue(0);
  // Five bits, each of them a one: no skip, the type, no difference of the vector, no residual.
  return escapeStartCodes(
    bits
      .ones((rowsOf(size) * columnsOf(size) - 1) * 5)
      .stop()
      .bytes(),
  );
}

/** Puts a 3 wherever two zeros would make the next byte look like a start code (7.4.1). */
function escapeStartCodes(bytes: Buffer): Buffer {
  const out: number[] = [];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(out);
}
