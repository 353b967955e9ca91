import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackEndConnection, CallContext, ModelOutput, OutboundSocket } from '@backlot/engine';
import type { PromptHandle } from './call-handle.ts';
import { readNews } from './prompt-progress.ts';
import { type Preview, readPreview } from './read-preview.ts';
import { headersOf, socketAddressOf } from './server-address.ts';

/** What was heard of a running prompt. */
export interface PromptSighting {
  readonly isOver: boolean;
  readonly fraction?: number;
  readonly preview?: ModelOutput;
}

/**
 * Listens to the server's messages about a prompt for `forMs`, or until it is over. Where no socket opens, as behind a
 * proxy that passes none, nothing is heard, and the queue and history say all that is needed.
 */
export async function watchPrompt(
  connection: BackEndConnection,
  handle: PromptHandle,
  call: CallContext,
  forMs: number,
): Promise<PromptSighting> {
  const watching = AbortSignal.any([call.signal, AbortSignal.timeout(forMs)]);
  const heard = await listen(connection, handle, watching);
  call.signal.throwIfAborted();
  return {
    isOver: heard.isOver,
    ...(heard.fraction === undefined ? {} : { fraction: heard.fraction }),
    ...(heard.preview ? { preview: await keepPreview(heard.preview, call.workDir) } : {}),
  };
}

interface Heard {
  isOver: boolean;
  fraction?: number;
  preview?: Preview;
}

async function listen(connection: BackEndConnection, handle: PromptHandle, signal: AbortSignal): Promise<Heard> {
  const heard: Heard = { isOver: false };
  let socket: OutboundSocket | undefined;
  try {
    const address = socketAddressOf(connection, handle.promptId);
    socket = await connection.outbound.webSocket(address, { signal, headers: headersOf(connection) });
    socket.send(JSON.stringify({ type: 'feature_flags', data: { supports_preview_metadata: true } }));
    for await (const message of socket.messages) {
      take(message, handle, heard);
      if (heard.isOver || signal.aborted) break;
    }
  } catch {
    // Polling goes on without messages.
  } finally {
    socket?.close();
  }
  return heard;
}

function take(message: string | Uint8Array, handle: PromptHandle, heard: Heard): void {
  if (typeof message !== 'string') {
    const preview = readPreview(message);
    if (preview) heard.preview = preview;
    return;
  }
  const news = readNews(message, handle);
  if (news?.isOver) heard.isOver = true;
  else if (news) heard.fraction = news.fraction;
}

async function keepPreview({ bytes, mediaType }: Preview, workDir: string): Promise<ModelOutput> {
  const name = mediaType === 'image/png' ? 'preview.png' : 'preview.jpg';
  const path = join(workDir, name);
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
  return { name, path, mediaType };
}
