import type { TakeFile } from './take.ts';

/** Pictures or sounds of a take that were made beside one another, in the order of their numbers; none where there is no choice. */
export function pickableFiles(files: readonly TakeFile[]): readonly TakeFile[] {
  const variants = files.filter(({ role }) => role === 'variant').sort((a, b) => (a.frame ?? 0) - (b.frame ?? 0));
  const found = variants.length > 0 ? variants : files.filter(({ role }) => role === 'sound');
  return found.length > 1 ? found : [];
}
