import { BacklotError, type UsdMicros } from '@backlot/film';

/** Dollars as one types them, `12.50`, in millionths. @throws BacklotError `OPTION_INVALID` */
export function parseUsd(what: string, text: string): UsdMicros {
  if (/^\$?\d{1,7}(?:\.\d{1,6})?$/.test(text)) return Math.round(Number(text.replace('$', '')) * 1_000_000);
  throw new BacklotError('OPTION_INVALID', `${what}: expected dollars such as 12.50, got "${text}"`);
}
