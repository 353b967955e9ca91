import { AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants';
import { type CodecContext, type FormatContext, Packet } from 'node-av/lib';
import { checkAv } from './av-call.ts';

/** The packets of one stream of an open file. Each holds until the next is asked for. */
export function* readPackets(demuxer: FormatContext, streamIndex: number): Generator<Packet> {
  for (;;) {
    const packet = new Packet();
    packet.alloc();
    const result = demuxer.readFrameSync(packet);
    if (result === AVERROR_EOF) {
      packet.free();
      return;
    }
    checkAv(result, 'read');
    if (packet.streamIndex === streamIndex) yield packet;
    packet.free();
  }
}

/** What an encoder has ready. Each packet holds until the next is asked for. */
export function* receivePackets(encoder: CodecContext): Generator<Packet> {
  for (;;) {
    const packet = new Packet();
    packet.alloc();
    const result = encoder.receivePacketSync(packet);
    if (result === AVERROR_EAGAIN || result === AVERROR_EOF) {
      packet.free();
      return;
    }
    checkAv(result, 'packet');
    yield packet;
    packet.free();
  }
}
