import type { WatermarkMarker } from '@backlot/kernels';
import { openVideoWriter, readVideoInfo, readVideoPlanes } from '../video/open-video-writer.ts';
import type { DecodedVideoPlanes, VideoCodec, VideoInfo, VideoPlanes } from '../video/video.ts';
import { createPictureMarker } from './mark-picture.ts';
import { markRefused, refuseWorkingPicture } from './mark-refused.ts';

/** x264's constant rate factor of marked viewing files: the second coding costs less than the mark itself. */
const QUALITY = 13;

export interface MarkVideoOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly frames: number; readonly durationFrames: number }) => void;
  /** x264 constant rate factor; default 13. ProRes has none. */
  readonly quality?: number;
}

const KINDS: Readonly<Record<string, { readonly codec: VideoCodec; readonly pixelFormat: string }>> = {
  h264: { codec: 'h264', pixelFormat: 'yuv420p' },
  prores: { codec: 'prores-422-hq', pixelFormat: 'yuv422p10le' },
};

/**
 * Decodes a video, marks every frame's luma and encodes it anew as what it was (H.264 in mp4, ProRes 422 HQ in mov): same frame
 * rate, frames, colour tags and sound. `targetPath` appears only when it is whole. Same source, same bytes, as far as the
 * encoder's build is the same.
 * @throws BacklotError `MARK_REFUSED` for working EXR, other codecs, pixel formats and colours, `FILE_NOT_FOUND`, `FILE_UNREADABLE`,
 * `VIDEO_UNREADABLE`, `VIDEO_WRITE_FAILED`,
 * `DISK_FULL`, `ENCODER_UNAVAILABLE`; the signal's reason
 */
export async function markVideo(
  sourcePath: string,
  targetPath: string,
  payload: Uint8Array,
  options: MarkVideoOptions = {},
): Promise<VideoInfo> {
  options.signal?.throwIfAborted();
  await refuseWorkingPicture(sourcePath);
  const info = await readVideoInfo(sourcePath);
  const codec = codecOf(sourcePath, info);
  const { widthPx, heightPx, frameRate, durationFrames } = info;
  const marker = createPictureMarker(info, payload);
  const { signal, quality = QUALITY } = options;
  const about = { path: targetPath, codec, widthPx, heightPx, frameRate, quality, soundFrom: sourcePath };
  const writer = await openVideoWriter(signal ? { ...about, signal } : about);
  try {
    let frames = 0;
    for await (const frame of readVideoPlanes(sourcePath)) {
      await writer.writeFrame(markPlanes(marker, codec, frame));
      frames += 1;
      options.onProgress?.({ frames, durationFrames });
    }
    return await writer.close();
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

function codecOf(path: string, { codec, pixelFormat, colour }: VideoInfo): VideoCodec {
  const kind = KINDS[codec];
  if (!kind || kind.pixelFormat !== pixelFormat) {
    throw markRefused(
      path,
      `it is ${codec} in ${pixelFormat}`,
      'Viewing files are H.264 yuv420p, masters ProRes 422 HQ.',
    );
  }
  const { primaries, transfer, matrix, range } = colour;
  const isOurs =
    [primaries, transfer, matrix].every((tag) => tag === 'bt709' || tag === 'unspecified') && range !== 'pc';
  if (isOurs) return kind.codec;
  const tags = [primaries, transfer, matrix, range].join(', ');
  throw markRefused(
    path,
    `its colour is ${tags}`,
    'Only narrow-range Rec.709 keeps its colour tags on the way through.',
  );
}

function markPlanes(marker: WatermarkMarker, codec: VideoCodec, frame: DecodedVideoPlanes): VideoPlanes {
  const { widthPx, heightPx } = frame;
  // A copy, which also begins at an even address.
  const bytes = Uint8Array.from(frame.planes);
  const count = widthPx * heightPx;
  if (codec === 'h264') marker.mark({ kind: 'luma', samples: bytes.subarray(0, count) });
  else marker.mark({ kind: 'luma-10', samples: new Uint16Array(bytes.buffer, 0, count) });
  return { codec, widthPx, heightPx, bytes };
}
