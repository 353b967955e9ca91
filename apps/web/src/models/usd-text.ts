const MICROS = 1_000_000;
const DOLLARS = /^\$?\s*(\d{1,9})(?:\.(\d{0,6}))?$/;

/** Dollars as people type them (`12`, `$0.04`) in millionths; undefined where the text is no amount of money. */
export function readUsd(text: string): number | undefined {
  const match = DOLLARS.exec(text.trim().replaceAll(',', ''));
  if (!match) return undefined;
  const [, whole = '0', part = ''] = match;
  return Number(whole) * MICROS + Number(part.padEnd(6, '0'));
}

/** An amount as the field of a form begins with it; empty for none. */
export function writeUsd(micros: number | undefined): string {
  if (micros === undefined) return '';
  const part = String(micros % MICROS).padStart(6, '0');
  const digits = part.replace(/0+$/, '');
  return `${Math.floor(micros / MICROS)}${digits === '' ? '' : `.${digits.padEnd(2, '0')}`}`;
}
