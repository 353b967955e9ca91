import {
  AV_CHANNEL_LAYOUT_MONO,
  AV_CHANNEL_LAYOUT_STEREO,
  AV_CODEC_FLAG_BITEXACT,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_ID_AAC,
  AV_SAMPLE_FMT_FLTP,
} from 'node-av/constants';
import { Codec, CodecContext, type FormatContext, Frame, type Packet, Rational } from 'node-av/lib';
import { type Sound, sampleCountOf } from '../sound/sound.ts';
import { AAC_BITS_PER_SECOND } from './add-sound.ts';
import { checkAv } from './av-call.ts';
import { receivePackets } from './node-av-packets.ts';
import type { SoundCopy } from './node-av-sound.ts';

/**
 * Adds sound of one or two channels to `muxer` as AAC, before its header is written. The encoder's lead-in of 1,024 samples lies
 * before time 0, which the container says in an edit list, so that sample 0 plays with picture 0.
 */
export function openAacSound(sound: Sound, muxer: FormatContext): SoundCopy {
  const encoder = openEncoder(sound);
  const stream = muxer.newStream();
  checkAv(stream.codecpar.fromContext(encoder), 'sound stream');
  stream.timeBase = encoder.timeBase;
  const packets = encodePackets(sound, encoder);
  let waiting = packets.next().value;
  return {
    copyUntil(timeS) {
      while (waiting && Number(waiting.dts) / sound.sampleRateHz < timeS) {
        waiting.streamIndex = stream.index;
        waiting.rescaleTs(encoder.timeBase, stream.timeBase);
        checkAv(muxer.interleavedWriteFrameSync(waiting), 'write sound');
        waiting = packets.next().value;
      }
    },
  };
}

function openEncoder({ sampleRateHz, channels }: Sound): CodecContext {
  const codec = Codec.findEncoder(AV_CODEC_ID_AAC);
  if (!codec) throw new Error('This FFmpeg lacks an AAC encoder');
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = sampleRateHz;
  encoder.sampleFormat = AV_SAMPLE_FMT_FLTP;
  encoder.channelLayout = layoutOf(channels.length);
  encoder.timeBase = new Rational(1, sampleRateHz);
  encoder.bitRate = BigInt(AAC_BITS_PER_SECOND);
  encoder.threadCount = 1;
  encoder.setFlags(AV_CODEC_FLAG_BITEXACT, AV_CODEC_FLAG_GLOBAL_HEADER);
  checkAv(encoder.open2Sync(codec), 'sound encoder');
  return encoder;
}

function layoutOf(channels: number): typeof AV_CHANNEL_LAYOUT_STEREO {
  if (channels > 2) throw new Error(`expected one or two channels, got ${channels}`);
  return channels === 1 ? AV_CHANNEL_LAYOUT_MONO : AV_CHANNEL_LAYOUT_STEREO;
}

function* encodePackets(sound: Sound, encoder: CodecContext): Generator<Packet> {
  const count = sampleCountOf(sound);
  for (let first = 0; first < count; first += encoder.frameSize) {
    const frame = makeFrame(sound, first, Math.min(encoder.frameSize, count - first));
    checkAv(encoder.sendFrameSync(frame), 'encode sound');
    frame.free();
    yield* receivePackets(encoder);
  }
  checkAv(encoder.sendFrameSync(null), 'flush sound');
  yield* receivePackets(encoder);
}

function makeFrame({ channels, sampleRateHz }: Sound, first: number, count: number): Frame {
  const planes = channels.map((channel) => channel.slice(first, first + count));
  return Frame.fromAudioBuffer(Buffer.concat(planes.map((plane) => Buffer.from(plane.buffer))), {
    nbSamples: count,
    format: AV_SAMPLE_FMT_FLTP,
    sampleRate: sampleRateHz,
    channelLayout: layoutOf(channels.length),
    timeBase: { num: 1, den: sampleRateHz },
    pts: BigInt(first),
  });
}
