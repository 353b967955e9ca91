import type { TakeFile } from './take.ts';

/** The film for the screen and its poster: what people look at and nobody works on. Masters, passes and manifests are none. */
export function isViewingFile({ role, mediaType }: Pick<TakeFile, 'role' | 'mediaType'>): boolean {
  return (role === 'video' && mediaType === 'video/mp4') || (role === 'poster' && mediaType === 'image/png');
}
