import type {
  ConsentKind,
  ConsentSignature,
  Element,
  LicensedUse,
  ModelCard,
  Operation,
  Performer,
  PersonUse,
  Representative,
  UseDeclaration,
} from '@backlot/film';
import type { Options } from '../forms/select-field.tsx';
import { formatDay } from '../shell/format.ts';

/** Kinds of agreement, and what each is for. */
export const CONSENT_KINDS: readonly (readonly [ConsentKind, name: string, meaning: string])[] = [
  [
    'employment-based-replica',
    'Employment-based replica',
    'A replica made with the performer, for work on this picture.',
  ],
  [
    'independently-created-replica',
    'Independently created replica',
    'A replica made without them, to appear in a picture that they did not work on.',
  ],
  ['background-actor-replica', 'Background-actor replica', 'A replica of a background actor, made with them.'],
  ['digital-alteration', 'Digital alteration', 'A performance that was recorded is changed.'],
  ['voice', 'Voice', 'The voice alone: new words, or another language.'],
];

/** Operations by the crew's names, and what each means. */
export const OPERATIONS: readonly (readonly [Operation, name: string, meaning: string])[] = [
  ['cosmetic', 'Cosmetic finishing', 'make-up, wardrobe, noise, timing, continuity'],
  ['re-age', 'Re-ageing', 'younger or older'],
  ['performance-change', 'Change of performance', 'what they did or said, visual ADR included'],
  ['face-replacement', 'Face replacement', 'their face on another body, or another’s on theirs'],
  ['replica', 'Digital replica', 'a replica performs in their place'],
  ['likeness-in-design', 'Likeness in design', 'concept art, boards, previz'],
  ['voice-synthesis', 'Voice synthesis', 'words that they never spoke'],
  ['dub', 'Dubbing', 'their voice in another language'],
  ['scan', 'Scanning', 'body or face is captured'],
  ['training', 'Training', 'a model learns from them'],
];

/** What in the picture is made or altered. */
export const ELEMENTS: Options<Element> = [
  ['other', 'Something else'],
  ['moodboard', 'Moodboard or reference'],
  ['background', 'Background'],
  ['story-relevant-background', 'Background that the story needs'],
  ['main-character', 'Main character'],
  ['key-visual', 'Key visual'],
  ['central-setting', 'Central setting'],
  ['performer', 'A performer'],
];

/** The questions about a use that people answer with yes, no or unsure. */
export const QUESTIONS = [
  ['recreatesOthersWork', 'Recreates recognisable traits of a work that you do not own'],
  ['refersToOthers', 'Refers to copyrighted works, public figures or dead people, even one feature'],
  ['couldBeTakenForReal', 'Could be taken for real events or real people'],
  ['affectsUnionWork', 'Affects work that a union covers'],
  ['usesUnreleasedMaterial', 'Puts unreleased material or scripts into a tool'],
  ['usesPersonalData', 'Puts personal data of cast or crew into a tool'],
  ['trainsOnUnclearedWork', 'Trains a model on work that is not cleared'],
  ['isProminent', 'Is prominent in the picture'],
] as const satisfies readonly (readonly [keyof UseDeclaration, string])[];

/** More about what is done with one person. */
export const PERSON_QUESTIONS = [
  ['isAsScripted', 'Substantially as scripted, performed or recorded'],
  ['isRecognisable', 'They can be recognised in the result'],
  ['replacesWork', 'Stands in for work that they would have done in person'],
  ['isUnsafeAct', 'Shows an act that is unsafe for anybody'],
] as const satisfies readonly (readonly [keyof PersonUse, string])[];

export const LICENSED_USES: Options<LicensedUse> = [
  ['plate', 'as a plate'],
  ['reference', 'as a reference'],
  ['training', 'to train models'],
  ['delivery', 'in what is delivered'],
];

export const TRAINED_ON: Options<ModelCard['trainedOn']> = [
  ['own', 'Own material'],
  ['licensed', 'Licensed material'],
  ['public-domain', 'Public domain'],
  ['undeclared', 'Not declared'],
];

export const SIGNERS: Options<ConsentSignature['by']> = [
  ['performer', 'The performer'],
  ['authorised-representative', 'Authorised representative'],
  ['union', 'The union'],
];

export const REPRESENTATIVE_ROLES: Options<Representative['role']> = [
  ['agent', 'Agent'],
  ['guardian', 'Guardian'],
  ['estate', 'Estate'],
  ['union', 'Union'],
];

/** `Re-ageing by at most 10 years` */
export function describeOperation({ operation, mostYears }: { operation: Operation; mostYears?: number }): string {
  const name = nameOfOperation(operation);
  return mostYears === undefined ? name : `${name} by at most ${mostYears} ${mostYears === 1 ? 'year' : 'years'}`;
}

/** `Re-ageing by at most 8 years, cosmetic finishing` */
export function describeOperations(operations: readonly { operation: Operation; mostYears?: number }[]): string {
  const words = operations.map(describeOperation).join(', ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** For the middle of a sentence; language codes keep their capitals. */
export function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** What a take does with a person: `Re-ageing by 8 years`, `Dubbing into pt-BR`. */
export function describePersonUse({ operation, years, language }: PersonUse): string {
  const by = years === undefined ? '' : ` by ${years} ${years === 1 ? 'year' : 'years'}`;
  const into = language === undefined ? '' : `${operation === 'dub' ? ' into' : ' in'} ${language}`;
  return `${nameOfOperation(operation)}${by}${into}`;
}

function nameOfOperation(operation: Operation): string {
  return OPERATIONS.find(([each]) => each === operation)?.[1] ?? operation;
}

export function nameOfKind(kind: ConsentKind): string {
  return CONSENT_KINDS.find(([each]) => each === kind)?.[1] ?? kind;
}

/** `Living`, `Died 4 Mar 1987`, `Minor, born 2 May 2015`, `Synthetic` */
export function describeStatus({ status }: Pick<Performer, 'status'>): string {
  if (status.kind === 'living') return 'Living';
  if (status.kind === 'deceased') return `Died ${formatDay(status.diedOn)}`;
  if (status.kind === 'minor') return status.bornOn ? `Minor, born ${formatDay(status.bornOn)}` : 'Minor';
  return 'Synthetic';
}
