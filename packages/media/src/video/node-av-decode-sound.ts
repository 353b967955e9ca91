import {
  AV_LOG_QUIET,
  AV_SAMPLE_FMT_DBL,
  AV_SAMPLE_FMT_DBLP,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S16P,
  AV_SAMPLE_FMT_S32,
  AV_SAMPLE_FMT_S32P,
  AV_SAMPLE_FMT_U8,
  AV_SAMPLE_FMT_U8P,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVMEDIA_TYPE_AUDIO,
} from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Frame, Log, Packet } from 'node-av/lib';
import { checkAv } from './av-call.ts';

/** Interleaved floats of a piece of sound. */
interface SoundPiece {
  readonly head: { readonly sampleRateHz: number; readonly channelCount: number };
  readonly body: Buffer;
}

/** The first sound stream of a file in pieces; nothing where it has none. */
export function* decodeSound(path: string): Generator<SoundPiece> {
  Log.setLevel(AV_LOG_QUIET);
  const demuxer = new FormatContext();
  checkAv(demuxer.openInputSync(path), 'open');
  checkAv(demuxer.findStreamInfoSync(), 'streams');
  const stream = demuxer.streams[demuxer.findBestStream(AVMEDIA_TYPE_AUDIO)];
  if (!stream) return;
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  if (!codec) throw new Error('no decoder for this sound');
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  checkAv(stream.codecpar.toContext(decoder), 'decoder');
  decoder.threadCount = 1;
  decoder.pktTimebase = stream.timeBase;
  checkAv(decoder.open2Sync(codec), 'decoder');
  for (;;) {
    const packet = new Packet();
    packet.alloc();
    const result = demuxer.readFrameSync(packet);
    const isOver = result === AVERROR_EOF;
    if (!isOver) checkAv(result, 'read');
    if (isOver || packet.streamIndex === stream.index) {
      checkAv(decoder.sendPacketSync(isOver ? null : packet), 'decode');
      yield* receivePieces(decoder);
    }
    packet.free();
    if (isOver) return;
  }
}

function* receivePieces(decoder: CodecContext): Generator<SoundPiece> {
  for (;;) {
    const frame = new Frame();
    frame.alloc();
    const result = decoder.receiveFrameSync(frame);
    if (result === AVERROR_EAGAIN || result === AVERROR_EOF) {
      frame.free();
      return;
    }
    checkAv(result, 'sound frame');
    yield { head: { sampleRateHz: frame.sampleRate, channelCount: frame.channels }, body: toFloats(frame) };
    frame.free();
  }
}

interface SampleFormat {
  readonly bytes: number;
  readonly isPlanar: boolean;
  readonly read: (data: Buffer, at: number) => number;
}

const readers = {
  u8: { bytes: 1, read: (data: Buffer, at: number) => (data.readUInt8(at) - 128) / 128 },
  s16: { bytes: 2, read: (data: Buffer, at: number) => data.readInt16LE(at) / 32_768 },
  s32: { bytes: 4, read: (data: Buffer, at: number) => data.readInt32LE(at) / 2_147_483_648 },
  float: { bytes: 4, read: (data: Buffer, at: number) => data.readFloatLE(at) },
  double: { bytes: 8, read: (data: Buffer, at: number) => data.readDoubleLE(at) },
} as const;

const SAMPLE_FORMATS: ReadonlyMap<number, SampleFormat> = new Map([
  [AV_SAMPLE_FMT_U8, { ...readers.u8, isPlanar: false }],
  [AV_SAMPLE_FMT_U8P, { ...readers.u8, isPlanar: true }],
  [AV_SAMPLE_FMT_S16, { ...readers.s16, isPlanar: false }],
  [AV_SAMPLE_FMT_S16P, { ...readers.s16, isPlanar: true }],
  [AV_SAMPLE_FMT_S32, { ...readers.s32, isPlanar: false }],
  [AV_SAMPLE_FMT_S32P, { ...readers.s32, isPlanar: true }],
  [AV_SAMPLE_FMT_FLT, { ...readers.float, isPlanar: false }],
  [AV_SAMPLE_FMT_FLTP, { ...readers.float, isPlanar: true }],
  [AV_SAMPLE_FMT_DBL, { ...readers.double, isPlanar: false }],
  [AV_SAMPLE_FMT_DBLP, { ...readers.double, isPlanar: true }],
]);

function toFloats(frame: Frame): Buffer {
  const format = SAMPLE_FORMATS.get(frame.format);
  const planes = frame.extendedData ?? frame.data;
  if (!format || !planes) throw new Error(`sample format ${frame.format} is not read here`);
  const { channels: channelCount, nbSamples } = frame;
  const floats = new Float32Array(nbSamples * channelCount);
  for (let i = 0; i < nbSamples; i++) {
    for (let channel = 0; channel < channelCount; channel++) {
      const [plane, index] = format.isPlanar ? [channel, i] : [0, i * channelCount + channel];
      floats[i * channelCount + channel] = format.read(planes[plane] as Buffer, index * format.bytes);
    }
  }
  return Buffer.from(floats.buffer);
}
