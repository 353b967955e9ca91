import { readFileSync } from 'node:fs';
import { makeFilm } from '../results/make-film.ts';
import { makeNanPicture } from '../results/make-nan-picture.ts';
import { makePicture } from '../results/make-picture.ts';
import { makeReading } from '../results/make-reading.ts';
import { makeSound } from '../results/make-sound.ts';
import type { Fault } from './faults.ts';

/** What a job was asked for, in no vendor's words. */
export interface JobRequest {
  readonly kind: 'image' | 'video' | 'sound' | 'words';
  readonly prompt: string;
  readonly model?: string;
  readonly widthPx?: number | undefined;
  readonly heightPx?: number | undefined;
  readonly frames?: number | undefined;
  readonly frameRate?: readonly [number, number] | undefined;
  readonly durationS?: number | undefined;
  /** The vendor's own request, for answers that repeat it. */
  readonly input?: unknown;
}

/** Paths of files to give as results; what is absent is made from the request. */
export type ResultFiles = Partial<Readonly<Record<JobRequest['kind'], string>>>;

/** A file that came of a job. */
export interface Result {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

const MEDIA_TYPES = { image: 'image/png', video: 'video/mp4', sound: 'audio/wav', words: 'application/json' } as const;
const DEFAULT_RATE = [24, 1] as const;

/** The result of a job: the same request gives the same bytes. */
export function makeResult(request: JobRequest, files: ResultFiles, fault: Fault | undefined): Result {
  const { prompt, widthPx = 64, heightPx = 64 } = request;
  if (fault === 'nan-picture') return { bytes: makeNanPicture(widthPx, heightPx), mediaType: 'image/x-exr' };
  const path = files[request.kind];
  const mediaType = MEDIA_TYPES[request.kind];
  if (path !== undefined) return { bytes: readFileSync(path), mediaType };
  if (request.kind === 'words') return { bytes: makeReading({ prompt }), mediaType };
  if (request.kind === 'image') return { bytes: makePicture({ prompt, widthPx, heightPx }), mediaType };
  if (request.kind === 'sound') return { bytes: makeSound({ prompt, durationS: request.durationS ?? 1 }), mediaType };
  return { bytes: makeFilm(fault === 'other-film' ? otherFilm(request) : askedFilm(request)), mediaType };
}

function askedFilm(request: JobRequest): Parameters<typeof makeFilm>[0] {
  const { prompt, widthPx = 64, heightPx = 64, frameRate = DEFAULT_RATE } = request;
  const frames = request.frames ?? Math.round(((request.durationS ?? 1) * frameRate[0]) / frameRate[1]);
  return { prompt, widthPx: widthPx & ~1, heightPx: heightPx & ~1, frames, frameRate };
}

function otherFilm(request: JobRequest): ReturnType<typeof askedFilm> {
  const { frames, ...film } = askedFilm(request);
  return { ...film, widthPx: film.widthPx + 16, frames: frames + 3, frameRate: [30, 1] };
}
