import type { FrameRate } from '@backlot/film';
import type { VideoSettings } from './video-settings.ts';

/** What the encoder's process is asked for, as JSON in its first argument. */
export type ChildRequest =
  | { readonly task: 'build' }
  | { readonly task: 'info'; readonly path: string }
  | { readonly task: 'decode'; readonly path: string }
  | { readonly task: 'decode-sound'; readonly path: string }
  | {
      readonly task: 'add-sound';
      readonly videoPath: string;
      readonly soundPath: string;
      readonly path: string;
      readonly container: 'mp4' | 'mov';
    }
  | {
      readonly task: 'encode';
      readonly path: string;
      readonly settings: VideoSettings;
      readonly widthPx: number;
      readonly heightPx: number;
      readonly frameRate: FrameRate;
      readonly soundFrom?: string;
      readonly soundUntilS?: number;
    };

/** One message from the process: a JSON head and, for frames, bytes. */
export interface ChildMessage {
  readonly head: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** First byte of each message on the process's stdin; the stream's end without END_BYTE means that the parent died. */
export const FRAME_BYTE = 0x46;
export const END_BYTE = 0x45;

/** Length of the head, head, length of the body, body. */
export function encodeMessage(head: Readonly<Record<string, unknown>>, body: Uint8Array = new Uint8Array(0)): Buffer {
  const json = Buffer.from(JSON.stringify(head));
  const bytes = Buffer.alloc(8 + json.length + body.length);
  bytes.writeUInt32LE(json.length, 0);
  bytes.writeUInt32LE(body.length, 4);
  bytes.set(json, 8);
  bytes.set(body, 8 + json.length);
  return bytes;
}

/** Splits a stream of bytes back into messages. */
export async function* decodeMessages(stream: AsyncIterable<Buffer>): AsyncGenerator<ChildMessage> {
  const reader = readExactly(stream);
  for (;;) {
    const prefix = await reader(8);
    if (!prefix) return;
    const head = await reader(prefix.readUInt32LE(0));
    const body = await reader(prefix.readUInt32LE(4));
    if (!head || !body) return;
    yield { head: JSON.parse(head.toString()) as ChildMessage['head'], body };
  }
}

/** A function that takes the next `count` bytes off a stream; undefined where it ends before. */
export function readExactly(stream: AsyncIterable<Buffer>): (count: number) => Promise<Buffer | undefined> {
  const iterator = stream[Symbol.asyncIterator]();
  const queue: Buffer[] = [];
  let queued = 0;
  return async (count) => {
    while (queued < count) {
      const next = await iterator.next();
      if (next.done) return undefined;
      queue.push(next.value);
      queued += next.value.length;
    }
    const joined = queue.length === 1 ? (queue[0] as Buffer) : Buffer.concat(queue);
    queue.length = 0;
    queued = joined.length - count;
    if (queued > 0) queue.push(joined.subarray(count));
    return joined.subarray(0, count);
  };
}
