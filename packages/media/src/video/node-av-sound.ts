import { AV_CHANNEL_LAYOUT_STEREO, AVMEDIA_TYPE_AUDIO } from 'node-av/constants';
import { FormatContext, type Packet, type Stream } from 'node-av/lib';
import { checkAv } from './av-call.ts';
import { readPackets } from './node-av-packets.ts';

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
  const packets = readPackets(demuxer, source.index);
  let waiting = packets.next().value;
  return {
    copyUntil(timeS) {
      while (waiting && startOf(waiting, source) < timeS) {
        waiting.streamIndex = target.index;
        waiting.rescaleTs(source.timeBase, target.timeBase);
        checkAv(muxer.interleavedWriteFrameSync(waiting), 'write sound');
        waiting = packets.next().value;
      }
    },
  };
}

function startOf(packet: Packet, { timeBase }: Stream): number {
  return (Number(packet.dts) * timeBase.num) / timeBase.den;
}
