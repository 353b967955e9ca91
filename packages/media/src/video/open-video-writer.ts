import type {
  DecodedVideoFrame,
  VideoCodec,
  VideoInfo,
  VideoPlanes,
  VideoWriter,
  VideoWriterOptions,
} from './video.ts';

/**
 * Opens a video file for writing with the first adapter that runs here (node-av, then the system's ffmpeg).
 * @throws BacklotError `VIDEO_ENCODER_MISSING`, `VIDEO_SIZE_ODD`, `FILE_UNWRITABLE`
 */
export async function openVideoWriter(options: VideoWriterOptions): Promise<VideoWriter> {
  throw new Error(`openVideoWriter(${options.path}) is under construction`);
}

/** Names adapter, FFmpeg and x264 for a recipe's `builds`. @throws BacklotError `VIDEO_ENCODER_MISSING` */
export async function videoBuild(): Promise<string> {
  throw new Error('videoBuild is under construction');
}

/** @throws BacklotError `VIDEO_UNREADABLE` */
export async function readVideoInfo(path: string): Promise<VideoInfo> {
  throw new Error(`readVideoInfo(${path}) is under construction`);
}

/** Decodes in presentation order, one frame in memory at a time. @throws BacklotError `VIDEO_UNREADABLE` */
export async function* readVideoFrames(path: string): AsyncGenerator<DecodedVideoFrame> {
  throw new Error(`readVideoFrames(${path}) is under construction`);
}
