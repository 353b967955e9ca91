import sharp, { type Sharp } from 'sharp';
import type { RgbPicture } from '../../picture/rgb-picture.ts';
import { cutOut, loadPicture, scale, throughJpeg } from '../../watermark/testing/attacks.ts';

/**
 * What people and programs do to a picture that they use. `onto` is another picture, for those that need one; parts are
 * shares of width and height.
 */
export const TREATMENTS = {
  'as it is': async (picture: RgbPicture) => picture,
  'scaled to 50 %': (picture: RgbPicture) => scale(picture, 0.5),
  'scaled to 160 %': (picture: RgbPicture) => scale(picture, 1.6),
  'JPEG 50': (picture: RgbPicture) => throughJpeg(picture, 50),
  'scaled to 60 %, JPEG 40': async (picture: RgbPicture) => throughJpeg(await scale(picture, 0.6), 40),
  'graded warm and dark': async (picture: RgbPicture) => grade(picture, { gamma: 1.5, gains: [1.1, 0.9, 0.65] }),
  'graded cold and flat': async (picture: RgbPicture) => grade(picture, { gamma: 0.75, gains: [0.7, 0.85, 0.95] }),
  'black and white': (picture: RgbPicture) => through(picture, (image) => image.greyscale().toColourspace('srgb')),
  mirrored: (picture: RgbPicture) => mirror(picture),
  'mirrored, graded, JPEG 60': async (picture: RgbPicture) =>
    throughJpeg(grade(await mirror(picture), { gamma: 1.3, gains: [1.1, 1, 0.8] }), 60),
  'turned by 5°': (picture: RgbPicture) => turn(picture, 5),
  'squeezed to 80 %': (picture: RgbPicture) =>
    through(picture, (image) => image.resize(Math.round(picture.widthPx * 0.8), picture.heightPx, { fit: 'fill' })),
  'a bar across a tenth': async (picture: RgbPicture) => coverBottom(picture, 0.1),
  '60 % of width and height': async (picture: RgbPicture) => cropTo(picture, 0.6, [0.7, 0.3]),
  '60 % of the area, JPEG 60': (picture: RgbPicture) => throughJpeg(cropTo(picture, 0.775, [0.2, 0.8]), 60),
  'pasted, 50 % of the area': (picture: RgbPicture, onto: RgbPicture) => pasteOnto(picture, onto, 0.5),
  'pasted, 25 % of the area': (picture: RgbPicture, onto: RgbPicture) => pasteOnto(picture, onto, 0.25),
  'pasted, 25 %, graded, JPEG 60': async (picture: RgbPicture, onto: RgbPicture) =>
    throughJpeg(grade(await pasteOnto(picture, onto, 0.25), { gamma: 1.3, gains: [1.1, 1, 0.8] }), 60),
  'pasted, 10 % of the area': (picture: RgbPicture, onto: RgbPicture) => pasteOnto(picture, onto, 0.1),
} satisfies Record<string, (picture: RgbPicture, onto: RgbPicture) => Promise<RgbPicture>>;

/** As a mirror shows it. */
export function mirror(picture: RgbPicture): Promise<RgbPicture> {
  return through(picture, (image) => image.flop());
}

/** A part of width and height; `at` says how much of what is cut away lies left of and above it. */
function cropTo(picture: RgbPicture, share: number, [left, top]: readonly [number, number]): RgbPicture {
  const widthPx = Math.round(picture.widthPx * share);
  const heightPx = Math.round(picture.heightPx * share);
  const x = Math.round((picture.widthPx - widthPx) * left);
  const y = Math.round((picture.heightPx - heightPx) * top);
  return cutOut(picture, { x, y, widthPx, heightPx });
}

/** The picture laid over `share` of another one's area, a little off the middle. */
export async function pasteOnto(picture: RgbPicture, onto: RgbPicture, share: number): Promise<RgbPicture> {
  const wanted = Math.sqrt((share * onto.widthPx * onto.heightPx) / (picture.widthPx * picture.heightPx));
  const factor = Math.min(wanted, onto.widthPx / picture.widthPx, onto.heightPx / picture.heightPx);
  const piece = await scale(picture, factor);
  const leftPx = Math.floor(Math.max(0, onto.widthPx - piece.widthPx) * 0.6);
  const topPx = Math.floor(Math.max(0, onto.heightPx - piece.heightPx) * 0.35);
  return paste(onto, piece, leftPx, topPx);
}

/** A copy with another picture laid onto it, as far as it reaches. */
export function paste(onto: RgbPicture, piece: RgbPicture, leftPx: number, topPx: number): RgbPicture {
  const rgb = onto.rgb.slice();
  const columns = Math.min(piece.widthPx, onto.widthPx - leftPx);
  for (let row = 0; row < Math.min(piece.heightPx, onto.heightPx - topPx); row++) {
    const line = piece.rgb.subarray(row * piece.widthPx * 3, (row * piece.widthPx + columns) * 3);
    rgb.set(line, ((topPx + row) * onto.widthPx + leftPx) * 3);
  }
  return { ...onto, rgb };
}

/** Another gamma, and a gain for each of red, green, blue. */
function grade(
  picture: RgbPicture,
  { gamma, gains }: { readonly gamma: number; readonly gains: readonly [number, number, number] },
): RgbPicture {
  const rgb = Uint8Array.from(picture.rgb, (value, at) => {
    const gain = gains[(at % 3) as 0 | 1 | 2];
    return Math.max(0, Math.min(255, 255 * gain * (value / 255) ** gamma));
  });
  return { ...picture, rgb };
}

function coverBottom(picture: RgbPicture, share: number): RgbPicture {
  const rgb = picture.rgb.slice();
  rgb.fill(0, Math.floor(picture.heightPx * (1 - share)) * picture.widthPx * 3);
  return { ...picture, rgb };
}

async function turn(picture: RgbPicture, degrees: number): Promise<RgbPicture> {
  const turned = await through(picture, (image) => image.rotate(degrees, { background: '#000' }));
  const [left, top] = [turned.widthPx - picture.widthPx, turned.heightPx - picture.heightPx];
  return cutOut(turned, { x: left >> 1, y: top >> 1, widthPx: picture.widthPx, heightPx: picture.heightPx });
}

async function through(picture: RgbPicture, treat: (image: Sharp) => Sharp): Promise<RgbPicture> {
  const { widthPx: width, heightPx: height } = picture;
  return loadPicture(
    await treat(sharp(picture.rgb, { raw: { width, height, channels: 3 } }))
      .png()
      .toBuffer(),
  );
}
