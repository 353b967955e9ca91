import { isViewingFile } from './is-viewing-file.ts';
import type { TakeFile } from './take.ts';

/** Where a take's mark goes. `viewing`: always; `master`: at a delivery, by choice; `working` (EXR, data): never. */
export type MarkPlace = 'viewing' | 'master' | 'working';

/** What a file is to the mark: what is made for looking, ProRes as a master, or what people work on. */
export function markPlaceOf(file: Pick<TakeFile, 'role' | 'mediaType'>): MarkPlace {
  if (file.mediaType === 'video/quicktime') return 'master';
  return isViewingFile(file) ? 'viewing' : 'working';
}
