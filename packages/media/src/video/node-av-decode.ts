import { AV_LOG_QUIET, AVERROR_EAGAIN, AVERROR_EOF, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import {
  avGetCodecName,
  avGetPixFmtName,
  Codec,
  CodecContext,
  FormatContext,
  Frame,
  Log,
  type Stream,
} from 'node-av/lib';
import { checkAv } from './av-call.ts';
import { readPackets } from './node-av-packets.ts';
import type { RawVideoInfo } from './video-info.ts';

/** What the container and its packets say; every packet is read. */
export function readInfo(path: string): RawVideoInfo {
  const { demuxer, stream } = openVideo(path);
  const parameters = stream.codecpar;
  let packets = 0;
  for (const packet of readPackets(demuxer, stream.index)) if (packet.size > 0) packets += 1;
  return {
    codec: avGetCodecName(parameters.codecId) ?? String(parameters.codecId),
    pixelFormat: avGetPixFmtName(parameters.format as Parameters<typeof avGetPixFmtName>[0]) ?? 'unknown',
    widthPx: parameters.width,
    heightPx: parameters.height,
    packets,
    declaredFrames: Number(stream.nbFrames),
    frameRate: { numerator: stream.avgFrameRate.num, denominator: stream.avgFrameRate.den },
    durationTicks: Number(stream.duration),
    timeBase: { numerator: stream.timeBase.num, denominator: stream.timeBase.den },
    primaries: parameters.colorPrimaries,
    transfer: parameters.colorTrc,
    matrix: parameters.colorSpace,
    range: parameters.colorRange,
  };
}

/** Frames in presentation order as tight planes. */
export function* decodeVideo(path: string): Generator<{ head: Record<string, unknown>; body: Buffer }> {
  const { demuxer, stream } = openVideo(path);
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  if (!codec) throw new Error('no decoder for this codec');
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  checkAv(stream.codecpar.toContext(decoder), 'decoder');
  decoder.threadCount = 1;
  decoder.pktTimebase = stream.timeBase;
  checkAv(decoder.open2Sync(codec), 'decoder');
  const base = stream.timeBase;
  for (const packet of readPackets(demuxer, stream.index)) {
    checkAv(decoder.sendPacketSync(packet), 'decode');
    yield* receiveFrames(decoder, base);
  }
  checkAv(decoder.sendPacketSync(null), 'flush');
  yield* receiveFrames(decoder, base);
}

function* receiveFrames(
  decoder: CodecContext,
  base: { num: number; den: number },
): Generator<{ head: Record<string, unknown>; body: Buffer }> {
  for (;;) {
    const frame = new Frame();
    frame.alloc();
    const result = decoder.receiveFrameSync(frame);
    if (result === AVERROR_EAGAIN || result === AVERROR_EOF) {
      frame.free();
      return;
    }
    checkAv(result, 'frame');
    const head = {
      ticks: Number(frame.bestEffortTimestamp),
      timeBase: { numerator: base.num, denominator: base.den },
      widthPx: frame.width,
      heightPx: frame.height,
      pixelFormat: avGetPixFmtName(frame.format as Parameters<typeof avGetPixFmtName>[0]),
    };
    yield { head, body: frame.toBuffer() };
    frame.free();
  }
}

function openVideo(path: string): { demuxer: FormatContext; stream: Stream } {
  Log.setLevel(AV_LOG_QUIET);
  const demuxer = new FormatContext();
  checkAv(demuxer.openInputSync(path), 'open');
  checkAv(demuxer.findStreamInfoSync(), 'streams');
  const index = demuxer.findBestStream(AVMEDIA_TYPE_VIDEO);
  const stream = demuxer.streams[index];
  if (!stream) throw new Error('it has no video stream');
  return { demuxer, stream };
}
