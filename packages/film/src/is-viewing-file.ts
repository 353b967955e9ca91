import type { TakeFile } from './take.ts';

const PICTURES: ReadonlySet<string> = new Set(['poster', 'contact-sheet']);

/**
 * The film for the screen, its poster and the sheet of its variants: what people look at and nobody works on. Masters,
 * passes, single variants and manifests are none.
 */
export function isViewingFile({ role, mediaType }: Pick<TakeFile, 'role' | 'mediaType'>): boolean {
  return (role === 'video' && mediaType === 'video/mp4') || (PICTURES.has(role) && mediaType === 'image/png');
}
