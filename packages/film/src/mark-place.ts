import type { TakeFile } from './take.ts';

/** Where a take's mark goes. `viewing`: always; `master`: at a delivery, by choice; `working` (EXR, data): never. */
export type MarkPlace = 'viewing' | 'master' | 'working';

/** What a file is to the mark: the film for the screen and its poster are looked at, ProRes is a master. */
export function markPlaceOf({ role, mediaType }: Pick<TakeFile, 'role' | 'mediaType'>): MarkPlace {
  if (mediaType === 'video/quicktime') return 'master';
  const isForViewing =
    (role === 'video' && mediaType === 'video/mp4') || (role === 'poster' && mediaType === 'image/png');
  return isForViewing ? 'viewing' : 'working';
}
