import type { EgressItem } from '@backlot/film';

type Words = Extract<EgressItem, { kind: 'words' }>;
type File = Extract<EgressItem, { kind: 'file' }>;

/** Words, or the files that are one thing to the model: the frames of a sequence. */
export type EgressGroup =
  | { readonly kind: 'words'; readonly item: Words }
  | { readonly kind: 'files'; readonly first: File; readonly files: readonly File[]; readonly byteLength: number };

/** Puts files together that are the same to the model and made into the same, in the order of the first of each. */
export function groupItems(items: readonly EgressItem[]): readonly EgressGroup[] {
  const groups = new Map<string, EgressGroup>();
  for (const item of items) {
    if (item.kind === 'words') {
      groups.set(`words ${item.where}`, { kind: 'words', item });
      continue;
    }
    const key = JSON.stringify([item.slot, item.role, item.madeInto]);
    const known = groups.get(key);
    const before = known?.kind === 'files' ? known : { first: item, files: [], byteLength: 0 };
    const files = [...before.files, item];
    groups.set(key, { kind: 'files', first: before.first, files, byteLength: before.byteLength + item.byteLength });
  }
  return [...groups.values()];
}
