import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { partialPathFor } from '../files/write-file-atomically.ts';
import { joinSoundPieces } from '../sound/sound-pieces.ts';
import { soundUnreadable } from '../sound/sound-unreadable.ts';
import { containerOf, runAddSound, type SoundProcess } from './add-sound.ts';
import { type ChildMessage, type ChildRequest, decodeMessages, END_BYTE, FRAME_BYTE } from './child-messages.ts';
import { createChildVideoWriter } from './child-video-writer.ts';
import type { DecodedVideoPlanes, VideoAdapter } from './video.ts';
import { type RawVideoInfo, toVideoInfo, videoUnreadable } from './video-info.ts';
import { settingsFor } from './video-settings.ts';

// Compiled: a child process cannot run the TypeScript source.
const CHILD_PATH = fileURLToPath(new URL('../../dist/video/node-av-child.js', import.meta.url));

/** FFmpeg inside the npm package node-av, in a process of its own. */
export const nodeAvAdapter: VideoAdapter = {
  id: 'node-av',
  async build() {
    // No answer: its binary is an optional dependency, not there for every platform.
    const build = (await collect({ task: 'build' })).find(({ head }) => typeof head.build === 'string')?.head.build;
    return typeof build === 'string' ? `node-av ${packageVersion()}, ${build}` : undefined;
  },
  async openWriter(options) {
    const { widthPx, heightPx, frameRate, soundFrom, soundUntilS } = options;
    const partialPath = partialPathFor(options.path);
    const settings = settingsFor(options.codec, options.quality);
    const until = soundUntilS === undefined ? {} : { soundUntilS };
    const sound = soundFrom === undefined ? {} : { soundFrom, ...until };
    const child = start({ task: 'encode', path: partialPath, settings, widthPx, heightPx, frameRate, ...sound });
    const complaint = listenForComplaint(child);
    return createChildVideoWriter(options, {
      child,
      partialPath,
      frameMark: Uint8Array.of(FRAME_BYTE),
      endMark: Uint8Array.of(END_BYTE),
      complaint,
      readInfo: nodeAvAdapter.readInfo,
    });
  },
  async addSound(options) {
    const { videoPath, soundPath, path } = options;
    const run = (partialPath: string): SoundProcess => {
      const container = containerOf(path);
      const child = start({ task: 'add-sound', videoPath, soundPath, path: partialPath, container });
      return { child, complaint: listenForComplaint(child) };
    };
    return runAddSound(options, run, nodeAvAdapter.readInfo);
  },
  async readInfo(path) {
    const byteLength = await sizeOf(path);
    const messages = await collect({ task: 'info', path });
    const problem = messages.find(({ head }) => 'error' in head);
    const info = messages.find(({ head }) => 'info' in head)?.head.info;
    if (!info) throw videoUnreadable(path, String(problem?.head.error ?? 'the reader ended'));
    return toVideoInfo(path, info as RawVideoInfo, byteLength);
  },
  async *readPlanes(path) {
    await sizeOf(path);
    const child = start({ task: 'decode', path });
    try {
      let index = 0;
      for await (const { head, body } of decodeMessages(stdoutOf(child))) {
        if ('error' in head) throw videoUnreadable(path, String(head.error));
        if ('done' in head) return;
        yield toPlanes(head as unknown as FrameHead, body, index);
        index += 1;
      }
      throw videoUnreadable(path, 'the decoder ended');
    } finally {
      child.kill('SIGKILL');
    }
  },
  async readSound(path) {
    const child = start({ task: 'decode-sound', path });
    const sound = joinSoundPieces(path);
    try {
      for await (const { head, body } of decodeMessages(stdoutOf(child))) {
        if ('error' in head) throw soundUnreadable(path, String(head.error));
        if ('done' in head) return sound.finish();
        const { sampleRateHz, channelCount } = head;
        const piece = new Float32Array(Uint8Array.from(body).buffer);
        sound.add(piece, { sampleRateHz: Number(sampleRateHz), channelCount: Number(channelCount) });
      }
      throw soundUnreadable(path, 'the decoder ended');
    } finally {
      child.kill('SIGKILL');
    }
  },
};

interface FrameHead {
  readonly ticks: number;
  readonly timeBase: { readonly numerator: number; readonly denominator: number };
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixelFormat: string;
}

function toPlanes(head: FrameHead, planes: Buffer, index: number): DecodedVideoPlanes {
  const { ticks, timeBase, widthPx, heightPx, pixelFormat } = head;
  const timeS = (ticks * timeBase.numerator) / timeBase.denominator;
  return { index, timeS, widthPx, heightPx, pixelFormat, planes };
}

function start(request: ChildRequest): ChildProcess {
  // stdin stays open: its end tells the child that we are gone.
  return spawn(process.execPath, [CHILD_PATH, JSON.stringify(request)], { stdio: ['pipe', 'pipe', 'pipe'] });
}

function stdoutOf(child: ChildProcess): AsyncIterable<Buffer> {
  if (!child.stdout) throw new Error('The video process has no stdout');
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  child.stderr?.resume();
  return child.stdout;
}

async function collect(request: ChildRequest): Promise<ChildMessage[]> {
  const child = start(request);
  const messages: ChildMessage[] = [];
  try {
    for await (const message of decodeMessages(stdoutOf(child))) messages.push(message);
  } finally {
    child.kill('SIGKILL');
  }
  return messages;
}

function listenForComplaint(child: ChildProcess): () => { message: string; isDiskFull: boolean } {
  let said: ChildMessage['head'] = {};
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = `${stderr}${chunk}`.slice(-2000);
  });
  void (async () => {
    for await (const { head } of decodeMessages(child.stdout ?? emptyStream())) said = head;
  })().catch(() => undefined);
  return () => ({
    message: String(said.error ?? stderr.trim().split('\n').at(-1) ?? ''),
    isDiskFull: said.code === 'ENOSPC' || /No space left on device/.test(stderr),
  });
}

async function* emptyStream(): AsyncGenerator<Buffer> {}

async function sizeOf(path: string): Promise<number> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw videoUnreadable(path, 'there is no such file', error);
  });
  if (size === 0) throw videoUnreadable(path, 'the file has no bytes');
  return size;
}

function packageVersion(): string {
  // Its exports hide package.json, so take the way over its entry.
  const entry = createRequire(import.meta.url).resolve('node-av');
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
