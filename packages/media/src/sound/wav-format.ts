/** What the words of a `fmt ` chunk mean (Microsoft, Multimedia Programming Interface 1.0; WAVEFORMATEXTENSIBLE). */
export const WAV_CODES = { pcm: 1, float: 3, extensible: 0xfffe } as const;

/** The tail of the GUID of every format code in `fmt ` chunks of WAVEFORMATEXTENSIBLE. */
export const SUB_FORMAT_TAIL = '000000001000800000aa00389b71';

/** Which loudspeakers six channels are for: front left and right, centre, LFE, back left and right (EBU Tech 3306). */
export const SURROUND_MASK = 0x3f;

/** A size that a writer to a pipe leaves in a chunk whose end it did not know. */
export const UNKNOWN_SIZE = 0xffff_ffff;

/** Depths of PCM samples, and the whole steps between 0 and full scale of each. */
export const FULL_SCALE = { 8: 128, 16: 32_768, 24: 8_388_608, 32: 2_147_483_648 } as const;
export type PcmDepth = keyof typeof FULL_SCALE;
