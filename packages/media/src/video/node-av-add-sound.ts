import { AV_LOG_ERROR, AVFMT_FLAG_BITEXACT, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { FormatContext, Log } from 'node-av/lib';
import { readWav } from '../sound/read-wav.ts';
import { MOVIE_TIMESCALE } from './add-sound.ts';
import { checkAv } from './av-call.ts';
import type { ChildRequest } from './child-messages.ts';
import { openAacSound } from './node-av-aac.ts';
import { readPackets } from './node-av-packets.ts';
import { openSound } from './node-av-sound.ts';

type AddSoundRequest = Extract<ChildRequest, { task: 'add-sound' }>;

/** Copies a film's pictures, packet by packet, beside a WAV: as AAC in mp4, as it is in mov. */
export async function addSound({ videoPath, soundPath, path, container }: AddSoundRequest): Promise<void> {
  Log.setLevel(AV_LOG_ERROR);
  const demuxer = new FormatContext();
  checkAv(demuxer.openInputSync(videoPath), 'open video');
  checkAv(demuxer.findStreamInfoSync(), 'video streams');
  const source = demuxer.streams[demuxer.findBestStream(AVMEDIA_TYPE_VIDEO)];
  if (!source) throw new Error('it has no video stream');
  const muxer = new FormatContext();
  checkAv(muxer.allocOutputContext2(null, container, path), 'container');
  muxer.flags = (muxer.flags | AVFMT_FLAG_BITEXACT) as typeof muxer.flags;
  const stream = muxer.newStream();
  checkAv(source.codecpar.copy(stream.codecpar), 'video stream');
  stream.timeBase = source.timeBase;
  stream.avgFrameRate = source.avgFrameRate;
  const sound = container === 'mp4' ? openAacSound(await readWav(soundPath), muxer) : openSound(soundPath, muxer);
  checkAv(muxer.openOutputSync(), 'open');
  checkAv(muxer.setOption('movflags', '+faststart'), 'faststart');
  checkAv(muxer.setOption('movie_timescale', String(MOVIE_TIMESCALE)), 'time scale');
  checkAv(muxer.writeHeaderSync(), 'header');
  for (const packet of readPackets(demuxer, source.index)) {
    sound?.copyUntil((Number(packet.dts) * source.timeBase.num) / source.timeBase.den);
    packet.streamIndex = stream.index;
    packet.rescaleTs(source.timeBase, stream.timeBase);
    checkAv(muxer.interleavedWriteFrameSync(packet), 'write');
  }
  sound?.copyUntil(Number.POSITIVE_INFINITY);
  checkAv(muxer.writeTrailerSync(), 'trailer');
  muxer.closeOutputSync();
}
