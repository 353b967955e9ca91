import { pathOfPreview } from './models/preview-board.ts';
import type { ViewableTakes } from './remember-viewable.ts';
import type { StudioPorts } from './studio.ts';

/**
 * Where the latest preview of a run under way lies; nothing where there is none. A newer one may take its place at any moment.
 * @throws BacklotError `TAKE_QUARANTINED`, `DECISION_DENIED`
 */
export async function findPreview(
  { files }: Pick<StudioPorts, 'files'>,
  viewable: ViewableTakes,
  takeId: string,
): Promise<string | undefined> {
  const { state, progress } = await viewable.demand(takeId);
  if (state !== 'running' || !progress?.preview) return undefined;
  return pathOfPreview((await files.workFolders(takeId)).workDir);
}
