import { extname } from 'node:path';
import type { BackEndConnection, RemoteOutput } from '@backlot/engine';
import { z } from 'zod';
import type { HistoryEntry } from './locate-prompt.ts';
import { addressOf } from './server-address.ts';

const savedFileSchema = z.object({
  filename: z.string().min(1),
  subfolder: z.string().default(''),
  type: z.string().default('output'),
});
type SavedFile = z.infer<typeof savedFileSchema>;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.exr': 'image/x-exr',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.mov': 'video/quicktime',
  '.mkv': 'video/x-matroska',
  '.flac': 'audio/flac',
  '.mp3': 'audio/mpeg',
  '.opus': 'audio/ogg',
  '.wav': 'audio/wav',
};

/**
 * The files that a finished prompt left. What it saved counts; previews (`temp`) only where it saved nothing, and loaders
 * also list what they were given (`input`), which is no result. Videos of core nodes stand under `images`, those of
 * VideoHelperSuite under `gifs`, so that the names of the lists say nothing.
 */
export function listResults(connection: BackEndConnection, entry: HistoryEntry): readonly RemoteOutput[] {
  const files = Object.values(entry.outputs).flatMap((lists) => Object.values(lists ?? {}).flatMap(savedFilesOf));
  const saved = files.filter(({ type }) => type === 'output');
  const shown = saved.length > 0 ? saved : files.filter(({ type }) => type === 'temp');
  return shown.map((file, index) => toRemote(connection, file, shown, index));
}

function savedFilesOf(list: unknown): SavedFile[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item) => {
    const file = savedFileSchema.safeParse(item);
    return file.success ? [file.data] : [];
  });
}

function toRemote(
  connection: BackEndConnection,
  file: SavedFile,
  all: readonly SavedFile[],
  index: number,
): RemoteOutput {
  const name = safeNameOf(file.filename);
  const isTwin = all.some((other, at) => at < index && safeNameOf(other.filename) === name);
  const mediaType = MEDIA_TYPES[extname(name).toLowerCase()];
  return {
    name: isTwin ? `${index}-${name}` : name,
    url: addressOf(connection, 'view', { ...file }).href,
    needsKey: connection.key !== undefined,
    ...(mediaType ? { mediaType } : {}),
  };
}

/** The server's names come from a graph that anybody may have written. */
function safeNameOf(filename: string): string {
  return (
    filename
      .replace(/[^A-Za-z0-9._-]+/g, '_')
      .replace(/^\.+/, '')
      .slice(-120) || 'result'
  );
}
