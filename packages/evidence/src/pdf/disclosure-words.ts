import type { DigitalSourceType } from '../digital-source-type.ts';
import { INK, type Ink } from './sheet.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** IPTC's types in words that a reader without the list understands. */
const SOURCE_TYPES: Readonly<Record<DigitalSourceType, string>> = {
  algorithmicMedia: 'Computed by procedure; no trained model',
  algorithmicallyEnhanced: 'Captured, then enhanced by algorithm',
  compositeCapture: 'Composite of captured elements',
  compositeSynthetic: 'Composite with synthetic elements',
  compositeWithTrainedAlgorithmicMedia: 'Composite in which a trained model made a part',
  dataDrivenMedia: 'Made from data',
  digitalCapture: 'Captured by a digital camera',
  digitalCreation: 'Made by a person with digital tools',
  humanEdits: 'Captured, then edited by people',
  negativeFilm: 'Digitised from negative film',
  positiveFilm: 'Digitised from positive film',
  print: 'Digitised from a print',
  screenCapture: 'Captured from a screen',
  trainedAlgorithmicMedia: 'Made by a trained model',
  virtualRecording: 'Recorded in a virtual scene',
};

const OVERSIGHT: Readonly<Record<string, string>> = {
  fully_autonomous: 'made without a person (fully_autonomous)',
  prompt_guided: 'set up by a person, not yet approved (prompt_guided)',
  human_validated: 'approved by people (human_validated)',
};

/** The type in words. */
export function sourceTypeWords(type: DigitalSourceType): string {
  return SOURCE_TYPES[type];
}

/** How far people had a hand in it, in words. */
export function oversightWords(level: string): string {
  return OVERSIGHT[level] ?? level;
}

/** `24 Nov 2026` of an ISO day or time; no locale and no time zone of the machine plays a part. */
export function dayWords(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** `24 Nov 2026, 09:30 UTC` */
export function momentWords(iso: string): string {
  return `${dayWords(iso)}, ${iso.slice(11, 16)} UTC`;
}

/** A hash in groups, so that an eye can follow it. */
export function hashWords(sha256: string): string {
  return sha256.match(/.{1,8}/g)?.join(' ') ?? sha256;
}

/** The same in two lines of equal length, for a narrow column. */
export function hashLines(sha256: string): string {
  return (
    sha256
      .match(/.{1,32}/g)
      ?.map(hashWords)
      .join('\n') ?? sha256
  );
}

/** The first letter large. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A take's state in words. */
export function stateWords(state: string): string {
  return sentence(state.replaceAll('-', ' '));
}

/** The colour in which a state is said. */
export function inkOfState(state: string): Ink {
  if (['granted', 'approved', 'delivered', 'allow', 'approve', 'valid', 'trusted'].includes(state)) return INK.good;
  return ['withdrawn', 'expired', 'deny', 'reject', 'rejected', 'refused', 'failed'].includes(state)
    ? INK.bad
    : INK.waiting;
}
