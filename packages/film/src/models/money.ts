import { z } from 'zod';

/** Money in millionths of a US dollar, whole: vendors charge as little as $0.0001 a unit, and sums must not drift. */
export const usdMicrosSchema = z.int().nonnegative().max(1e15);
export type UsdMicros = z.infer<typeof usdMicrosSchema>;

const MICROS = 1_000_000;

/** `$1.20`, `$0.0025`, `under $0.0001`: cents at least, and as many more digits as the amount has, up to four. */
export function formatUsd(micros: UsdMicros): string {
  if (micros > 0 && micros < 100) return 'under $0.0001';
  const digits = micros % 10_000 === 0 ? 2 : 4;
  return `$${(micros / MICROS).toFixed(digits).replace(/(\.\d{2}\d*?)0+$/, '$1')}`;
}
