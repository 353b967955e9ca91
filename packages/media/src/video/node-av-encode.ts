import {
  AV_CODEC_FLAG_BITEXACT,
  AV_CODEC_FLAG_CLOSED_GOP,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_LOG_ERROR,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P10LE,
  AVCHROMA_LOC_LEFT,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  AVFMT_FLAG_BITEXACT,
} from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Frame, getFFmpegInfo, Log, Rational } from 'node-av/lib';
import { checkAv } from './av-call.ts';
import { type ChildRequest, END_BYTE, FRAME_BYTE, readExactly } from './child-messages.ts';
import { receivePackets } from './node-av-packets.ts';
import { openSound } from './node-av-sound.ts';
import { settingsFor, type VideoSettings } from './video-settings.ts';
import { findX264Version } from './x264-version.ts';

type EncodeRequest = Extract<ChildRequest, { task: 'encode' }>;

/** Encodes frames from `input` until END_BYTE. Throws when the input ends before (the parent died). */
export async function encodeVideo(request: EncodeRequest, input: AsyncIterable<Buffer>): Promise<void> {
  Log.setLevel(AV_LOG_ERROR);
  const { settings, widthPx, heightPx, frameRate, path, soundUntilS = Number.POSITIVE_INFINITY } = request;
  const encoder = openEncoder(settings, request, true);
  const muxer = new FormatContext();
  checkAv(muxer.allocOutputContext2(null, settings.container, path), 'container');
  muxer.flags = (muxer.flags | AVFMT_FLAG_BITEXACT) as typeof muxer.flags;
  const stream = muxer.newStream();
  checkAv(stream.codecpar.fromContext(encoder), 'stream');
  stream.timeBase = encoder.timeBase;
  stream.avgFrameRate = encoder.framerate;
  const sound = request.soundFrom === undefined ? undefined : openSound(request.soundFrom, muxer);
  checkAv(muxer.openOutputSync(), 'open');
  checkAv(muxer.setOption('movflags', '+faststart'), 'faststart');
  checkAv(muxer.writeHeaderSync(), 'header');
  const take = readExactly(input);
  const frameBytes = widthPx * heightPx * (settings.pixelFormat === 'yuv420p' ? 1.5 : 4);
  const timeBase = { num: frameRate.denominator, den: frameRate.numerator };
  const drain = (): void => {
    for (const packet of receivePackets(encoder)) {
      sound?.copyUntil(Math.min(soundUntilS, Number(packet.dts) * (timeBase.num / timeBase.den)));
      packet.streamIndex = stream.index;
      packet.duration = 1n;
      packet.rescaleTs(timeBase, stream.timeBase);
      checkAv(muxer.interleavedWriteFrameSync(packet), 'write');
    }
  };
  for (let index = 0n; ; index++) {
    const kind = await take(1);
    if (kind?.[0] === END_BYTE) break;
    const planes = kind?.[0] === FRAME_BYTE ? await take(frameBytes) : undefined;
    if (!planes) throw new Error('The frames ended without their end mark');
    sendFrame(encoder, request, planes, index);
    drain();
  }
  checkAv(encoder.sendFrameSync(null), 'flush');
  drain();
  sound?.copyUntil(soundUntilS);
  checkAv(muxer.writeTrailerSync(), 'trailer');
  muxer.closeOutputSync();
}

/** FFmpeg's and x264's versions, the latter read from the message that it leaves in its first packet. */
export function describeBuild(): string {
  Log.setLevel(AV_LOG_ERROR);
  const size = { widthPx: 64, heightPx: 64, frameRate: { numerator: 24, denominator: 1 } };
  const settings = settingsFor('h264');
  // Without global headers x264 puts its message into the first packet.
  const encoder = openEncoder(settings, size, false);
  sendFrame(encoder, { ...size, settings }, Buffer.alloc(64 * 64 * 1.5, 128), 0n);
  checkAv(encoder.sendFrameSync(null), 'flush');
  let x264 = 'unknown';
  for (const packet of receivePackets(encoder)) x264 = findX264Version(packet.data ?? Buffer.alloc(0)) ?? x264;
  return `FFmpeg ${getFFmpegInfo().version}, x264 ${x264}`;
}

function openEncoder(
  settings: VideoSettings,
  size: Omit<EncodeRequest, 'task' | 'path' | 'settings'>,
  isFile: boolean,
): CodecContext {
  const codec = Codec.findEncoderByName(settings.encoder as Parameters<typeof Codec.findEncoderByName>[0]);
  if (!codec) throw new Error(`This FFmpeg lacks the encoder ${settings.encoder}`);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = size.widthPx;
  encoder.height = size.heightPx;
  encoder.pixelFormat = pixelFormatOf(settings);
  encoder.timeBase = new Rational(size.frameRate.denominator, size.frameRate.numerator);
  encoder.framerate = new Rational(size.frameRate.numerator, size.frameRate.denominator);
  encoder.sampleAspectRatio = new Rational(1, 1);
  encoder.colorPrimaries = AVCOL_PRI_BT709;
  encoder.colorTrc = AVCOL_TRC_BT709;
  encoder.colorSpace = AVCOL_SPC_BT709;
  encoder.colorRange = AVCOL_RANGE_MPEG;
  encoder.chromaLocation = AVCHROMA_LOC_LEFT;
  encoder.threadCount = 1;
  encoder.setFlags(AV_CODEC_FLAG_BITEXACT, AV_CODEC_FLAG_CLOSED_GOP);
  if (isFile) encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  // One by one: a Dictionary given to open2Sync or writeHeaderSync is freed twice (node-av 6.1.1) and crashes the process.
  for (const [name, value] of Object.entries(settings.options)) checkAv(encoder.setOption(name, value), name);
  checkAv(encoder.open2Sync(codec), 'encoder');
  return encoder;
}

function pixelFormatOf({ pixelFormat }: VideoSettings): typeof AV_PIX_FMT_YUV420P {
  return pixelFormat === 'yuv420p' ? AV_PIX_FMT_YUV420P : AV_PIX_FMT_YUV422P10LE;
}

type FrameShape = Pick<EncodeRequest, 'widthPx' | 'heightPx' | 'frameRate' | 'settings'>;

function sendFrame(
  encoder: CodecContext,
  { widthPx, heightPx, frameRate, settings }: FrameShape,
  planes: Buffer,
  index: bigint,
): void {
  const frame = Frame.fromVideoBuffer(planes, {
    width: widthPx,
    height: heightPx,
    format: pixelFormatOf(settings),
    timeBase: { num: frameRate.denominator, den: frameRate.numerator },
    pts: index,
  });
  frame.colorPrimaries = AVCOL_PRI_BT709;
  frame.colorTrc = AVCOL_TRC_BT709;
  frame.colorSpace = AVCOL_SPC_BT709;
  frame.colorRange = AVCOL_RANGE_MPEG;
  checkAv(encoder.sendFrameSync(frame), 'encode');
  frame.free();
}
