import { BacklotError } from '@backlot/film';

/** Refuses a request whose body is longer than its route takes. @throws BacklotError `UPLOAD_TOO_LARGE` */
export function refuseLarge(maxBytes: number): never {
  throw new BacklotError('UPLOAD_TOO_LARGE', `Upload: expected at most ${maxBytes / 1024 / 1024} MiB in all`, {
    hint: 'Make the plate smaller, or use `npx backlot take` on this machine.',
  });
}
