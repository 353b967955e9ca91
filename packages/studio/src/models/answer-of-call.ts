import type { ModelAnswer } from '@backlot/engine';
import type { ModelCall } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';

/** What a finished call got, out of the store. */
export async function answerOfCall(
  { files }: Pick<StudioPorts, 'files'>,
  { received }: ModelCall,
): Promise<ModelAnswer> {
  const outputs = received.map(async ({ name, mediaType, sha256 }) => ({
    name,
    mediaType,
    path: await files.pathOf(sha256),
  }));
  return { outputs: await Promise.all(outputs) };
}
