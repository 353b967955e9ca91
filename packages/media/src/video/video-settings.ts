import type { VideoCodec } from './video.ts';

/** What decides an encoder's bytes beside the frames; the same for every adapter. */
export interface VideoSettings {
  readonly encoder: string;
  readonly container: 'mp4' | 'mov';
  readonly pixelFormat: 'yuv420p' | 'yuv422p10le';
  readonly options: Readonly<Record<string, string>>;
}

/**
 * One thread for x264: its choices depend on the number of threads, and one is faster than frames are made.
 * A closed group of pictures every half second or so lets a reviewer step to any frame quickly.
 */
export function settingsFor(codec: VideoCodec, quality = 17): VideoSettings {
  if (codec === 'h264') {
    return {
      encoder: 'libx264',
      container: 'mp4',
      pixelFormat: 'yuv420p',
      options: {
        preset: 'medium',
        profile: 'high',
        crf: String(quality),
        g: '12',
        sc_threshold: '0',
        'x264-params': 'open-gop=0:lookahead-threads=1:sliced-threads=0',
      },
    };
  }
  return {
    encoder: 'prores_ks',
    container: 'mov',
    pixelFormat: 'yuv422p10le',
    options: { profile: '3', vendor: 'apl0' },
  };
}
