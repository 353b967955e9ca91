import { BacklotError } from '@backlot/film';

/** A signed document holds something. @throws BacklotError `REQUEST_INVALID` for an empty file */
export function demandContent({ byteLength }: { readonly byteLength: number }, name: string): void {
  if (byteLength > 0) return;
  throw new BacklotError('REQUEST_INVALID', `Document "${name}": expected the signed document, got an empty file`, {
    hint: 'Scan or save it again; an empty file proves nothing.',
  });
}
