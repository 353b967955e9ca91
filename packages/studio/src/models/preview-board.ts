import { createHash } from 'node:crypto';
import { copyFile, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelOutput } from '@backlot/engine';
import { sniffMediaType } from '../sniff-media-type.ts';
import type { PreviewMark } from '../take-record.ts';

/** A vendor's picture of a state in between is a few hundred pixels wide; what is larger is no preview. */
const MAX_BYTES = 2 ** 20;
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);
const FILE = 'latest-preview';

/** What the calls of a run look like so far: the latest picture alone, in the run's own scratch, gone with it. */
export interface PreviewBoard {
  /** Never throws: a preview is not worth a take. */
  readonly keep: (call: string, preview: ModelOutput) => Promise<void>;
  /** Takes down what a call has shown: it has ended. */
  readonly drop: (call: string) => void;
  readonly latest: () => PreviewMark | undefined;
}

/** Keeps previews below a run's `workDir`; what is too large, or no JPEG or PNG by its own first bytes, is left out. */
export function createPreviewBoard(workDir: string): PreviewBoard {
  let latest: PreviewMark | undefined;
  const put = async (call: string, { path }: ModelOutput): Promise<void> => {
    if ((await stat(path)).size > MAX_BYTES || !PICTURES.has(await sniffMediaType(path))) return;
    const part = join(workDir, `${FILE}.${call}.part`);
    await copyFile(path, part);
    const sha256 = createHash('sha256')
      .update(await readFile(part))
      .digest('hex');
    await rename(part, pathOfPreview(workDir));
    latest = { call, sha256 };
  };
  return {
    keep: (call, preview) => put(call, preview).catch(() => {}),
    drop: (call) => {
      if (latest?.call === call) latest = undefined;
    },
    latest: () => latest,
  };
}

/** Where the latest preview of a run with this `workDir` lies, if there is one. */
export function pathOfPreview(workDir: string): string {
  return join(workDir, FILE);
}
