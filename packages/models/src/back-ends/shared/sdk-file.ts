import { readFile } from 'node:fs/promises';
import type { ModelFile } from '@backlot/engine';

/** A file as AI SDK's models take it. */
export async function sdkFile({ path, mediaType }: ModelFile): Promise<{
  readonly type: 'file';
  readonly mediaType: string;
  readonly data: Uint8Array;
}> {
  return { type: 'file', mediaType, data: await readFile(path) };
}
