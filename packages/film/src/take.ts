import { z } from 'zod';

/** What a take is for. Policy is stricter the nearer it comes to the audience. */
export const purposeSchema = z.enum(['ideation', 'temp', 'final']);
export type Purpose = z.infer<typeof purposeSchema>;

/** Where a take stands on the line request → decide → run → inspect → seal → review → deliver. */
export const takeStateSchema = z.enum([
  'requested',
  'refused',
  'awaiting-approval',
  'queued',
  'running',
  'inspecting',
  'sealing',
  'in-review',
  'approved',
  'rejected',
  'delivered',
  'failed',
  'cancelled',
]);
export type TakeState = z.infer<typeof takeStateSchema>;

/** An input of a recipe: bytes named by their hash. `role` is the engine's word for it (`plate`, `clean-plate`). */
export interface RecipeInput {
  readonly role: string;
  readonly name: string;
  readonly sha256: string;
  readonly byteLength: number;
  readonly mediaType: string;
}

/**
 * All that decides the bytes of a result. Its canonical JSON is hashed (`@backlot/evidence`), and the hash names the result.
 * No times, no people, no paths.
 */
export interface Recipe {
  readonly schema: 1;
  readonly engine: { readonly id: string; readonly version: string };
  readonly shot: string;
  readonly purpose: Purpose;
  readonly parameters: unknown;
  readonly inputs: readonly RecipeInput[];
  readonly seed: number;
  /** Builds whose version can change a byte: kernels, physics, encoder. */
  readonly builds: Readonly<Record<string, string>>;
}

/** A file, or a numbered sequence of files, that a take made. */
export interface TakeFile {
  /** `video`, `poster`, `composite`, `passes`, `manifest`, `report`, … */
  readonly role: string;
  /** Path below the take's own folder, `/`-separated, e.g. `composite/composite.0001.exr`. */
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly byteLength: number;
  /** Frame number, for members of a sequence. */
  readonly frame?: number;
}
