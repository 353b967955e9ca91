import { AV_CHANNEL_LAYOUT_STEREO, AVERROR_EOF, AVMEDIA_TYPE_AUDIO } from 'node-av/constants';
import { FormatContext, Packet, type Stream } from 'node-av/lib';
import { checkAv } from './av-call.ts';

/** Sound that goes from one file into another as it is. */
export interface SoundCopy {
  /** Writes the packets that begin before `timeS`. */
  copyUntil(timeS: number): void;
}

/** Adds the first sound stream of `path` to `muxer`, before its header is written; undefined where the file has no sound. */
export function openSound(path: string, muxer: FormatContext): SoundCopy | undefined {
  const demuxer = new FormatContext();
  checkAv(demuxer.openInputSync(path), 'open sound');
  checkAv(demuxer.findStreamInfoSync(), 'sound streams');
  const source = demuxer.streams[demuxer.findBestStream(AVMEDIA_TYPE_AUDIO)];
  if (!source) return undefined;
  const target = muxer.newStream();
  checkAv(source.codecpar.copy(target.codecpar), 'sound stream');
  // A plain WAV does not say that its two channels are left and right.
  if (target.codecpar.channelLayout.nbChannels === 2) target.codecpar.channelLayout = AV_CHANNEL_LAYOUT_STEREO;
  // The tag belongs to the old container.
  target.codecpar.codecTag = 0;
  target.timeBase = source.timeBase;
  let waiting = nextPacket(demuxer, source);
  return {
    copyUntil(timeS) {
      while (waiting && startOf(waiting, source) < timeS) {
        waiting.streamIndex = target.index;
        waiting.rescaleTs(source.timeBase, target.timeBase);
        checkAv(muxer.interleavedWriteFrameSync(waiting), 'write sound');
        waiting.free();
        waiting = nextPacket(demuxer, source);
      }
    },
  };
}

function startOf(packet: Packet, { timeBase }: Stream): number {
  return (Number(packet.dts) * timeBase.num) / timeBase.den;
}

function nextPacket(demuxer: FormatContext, source: Stream): Packet | undefined {
  for (;;) {
    const packet = new Packet();
    packet.alloc();
    const result = demuxer.readFrameSync(packet);
    if (result === AVERROR_EOF) {
      packet.free();
      return undefined;
    }
    checkAv(result, 'read sound');
    if (packet.streamIndex === source.index) return packet;
    packet.free();
  }
}
