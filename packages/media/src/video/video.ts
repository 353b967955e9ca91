import type { FrameRate } from '@backlot/film';
import type { Sound } from '../sound/sound.ts';

export type VideoCodec = 'h264' | 'prores-422-hq';

export interface VideoWriterOptions {
  /** Final name; `.mp4` for h264, `.mov` for ProRes. Appears only when `close` has succeeded. */
  readonly path: string;
  readonly codec: VideoCodec;
  /** Even for h264, an even width for ProRes; odd sizes are refused with `VIDEO_SIZE_ODD`. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frameRate: FrameRate;
  /** x264 constant rate factor, 0..51; default 17. Only h264. */
  readonly quality?: number;
  /** A video whose sound is copied into this one, packet by packet; nothing is copied where it has none. */
  readonly soundFrom?: string;
  /** Packets of sound that begin later are left out; default: none is. */
  readonly soundUntilS?: number;
  readonly signal?: AbortSignal;
}

/**
 * A frame for the writer: scene-linear Rec.709 RGB floats (interleaved, 3 values a pixel), or planes that a worker thread
 * made from them with `encodeVideoPlanes` for the same codec and size.
 */
export type VideoFrame = Float32Array | VideoPlanes;

/** One frame as the encoder takes it: yuv420p bytes (h264) or yuv422p10le (ProRes), planes Y, Cb, Cr one after another. Transferable. */
export interface VideoPlanes {
  readonly codec: VideoCodec;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: Uint8Array;
}

export interface VideoWriter {
  /** Frames in order; resolves when the encoder has room for the next. */
  writeFrame(frame: VideoFrame): Promise<void>;
  /**
   * Finishes the file, looks whether all frames are in it, fsyncs and renames it.
   * @throws BacklotError `DISK_FULL`, `VIDEO_WRITE_FAILED` (also without frames)
   */
  close(): Promise<VideoInfo>;
  /** Stops the encoder and removes what it wrote. Safe at any time, also twice. */
  abort(): Promise<void>;
}

export interface VideoInfo {
  readonly codec: string;
  readonly pixelFormat: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationFrames: number;
  readonly frameRate: FrameRate;
  /** Exact: `numerator / denominator` seconds. */
  readonly duration: { readonly numerator: number; readonly denominator: number };
  readonly colour: {
    readonly primaries: string;
    readonly transfer: string;
    readonly matrix: string;
    readonly range: string;
  };
  readonly byteLength: number;
}

/** A decoded frame: display-encoded RGB bytes, interleaved, row by row from the top left. */
export interface DecodedVideoFrame {
  readonly index: number;
  /** Presentation time in seconds. */
  readonly timeS: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
}

/** A decoded frame as the decoder gives it: tight planes one after another, luma first for every Y'CbCr format. */
export interface DecodedVideoPlanes {
  readonly index: number;
  /** Presentation time in seconds. */
  readonly timeS: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** FFmpeg's name, e.g. `yuv420p`. */
  readonly pixelFormat: string;
  readonly planes: Buffer;
}

/** A film without sound, and the sound for it. */
export interface AddSoundOptions {
  readonly videoPath: string;
  /** WAV of one or two channels, as long as the film. */
  readonly soundPath: string;
  /** The film with sound: `.mp4` (AAC) or `.mov` (PCM as in the WAV). May be `videoPath`, which it then takes the place of. */
  readonly path: string;
  readonly signal?: AbortSignal;
}

/** An encoder and decoder behind the same contract; `node-av` (own process) or the system's `ffmpeg`. */
export interface VideoAdapter {
  readonly id: 'node-av' | 'system-ffmpeg';
  /** E.g. `node-av, FFmpeg 8.1, x264 core 165`; undefined where this adapter cannot run here. */
  build(): Promise<string | undefined>;
  openWriter(options: VideoWriterOptions): Promise<VideoWriter>;
  /** Writes a film with its pictures as they are and sound beside them. */
  addSound(options: AddSoundOptions): Promise<VideoInfo>;
  readInfo(path: string): Promise<VideoInfo>;
  readPlanes(path: string): AsyncGenerator<DecodedVideoPlanes>;
  /** The first sound stream, whole; undefined where the file has none. */
  readSound(path: string): Promise<Sound | undefined>;
}
