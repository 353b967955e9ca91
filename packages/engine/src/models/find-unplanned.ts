import type { CallPlan, ModelCallRequest } from './model-caller.ts';
import type { ModelFile } from './model-job.ts';

/** What people and policy decided on of one call: its plan, with every file that its sources come to. */
export interface DecidedCall
  extends Pick<
    CallPlan,
    'card' | 'task' | 'words' | 'widthPx' | 'heightPx' | 'durationFrames' | 'frameRate' | 'withSound'
  > {
  readonly files: readonly DecidedFile[];
}

/** A file of a plan; what is made of it first has another hash. */
export interface DecidedFile {
  readonly slot: string;
  readonly sha256: string;
  readonly madeInto?: string;
}

/** What of a call was not decided on, in words (`its size`); empty where it sends nothing else. Less may be sent. */
export function findUnplanned(decided: DecidedCall, { card, job }: Omit<ModelCallRequest, 'name'>): string[] {
  const isAsDecided = {
    'its card': decided.card === card,
    'its task': decided.task === job.task,
    'its size': decided.widthPx === job.widthPx && decided.heightPx === job.heightPx,
    'its length': decided.durationFrames === job.durationFrames && isSameRate(decided.frameRate, job.frameRate),
    'its sound': (decided.withSound ?? false) === (job.withSound ?? false),
    'its words': areWordsDecided(decided, job),
    'its settings': areSettingsDecided(decided, job),
    'its files': areFilesDecided(decided.files, job.files),
  };
  return Object.entries(isAsDecided).flatMap(([what, isSame]) => (isSame ? [] : [what]));
}

/** What a plan calls the words for what is not wanted. */
export const NEGATIVE_PROMPT = 'negative prompt';

/** All that is said of a picture, film or sound: what is wanted, what is not, each setting. */
export function wordsOfPrompt({
  prompt,
  negativePrompt,
  settings,
}: {
  readonly prompt: string;
  readonly negativePrompt?: string;
  readonly settings: ModelCallRequest['job']['settings'];
}): CallPlan['words'] {
  return [
    { where: 'prompt', text: prompt },
    ...(negativePrompt === undefined ? [] : [{ where: NEGATIVE_PROMPT, text: negativePrompt }]),
    ...wordsOfSettings(settings),
  ];
}

/** Every setting as it goes out: shown in the plan, and looked through for people as words are. */
export function wordsOfSettings(settings: ModelCallRequest['job']['settings']): CallPlan['words'] {
  return Object.entries(settings).map(([name, value]) => ({ where: `setting ${name}`, text: String(value) }));
}

function isSameRate(one: CallPlan['frameRate'], other: CallPlan['frameRate']): boolean {
  return one?.numerator === other?.numerator && one?.denominator === other?.denominator;
}

function areWordsDecided({ words }: DecidedCall, job: ModelCallRequest['job']): boolean {
  const decided = new Set(words.map(({ text }) => text));
  const said = [job.prompt, job.negativePrompt, job.voice, job.language];
  return said.every((text) => text === undefined || text === '' || decided.has(text));
}

function areSettingsDecided({ words }: DecidedCall, { settings }: ModelCallRequest['job']): boolean {
  return wordsOfSettings(settings).every(({ where, text }) =>
    words.some((word) => word.where === where && word.text === text),
  );
}

/** Each decided file is sent once at most: as it is, or as what is made of it. */
function areFilesDecided(decided: readonly DecidedFile[], files: readonly ModelFile[]): boolean {
  const left = [...decided];
  const take = (isMeant: (file: DecidedFile) => boolean): boolean => {
    const at = left.findIndex(isMeant);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  return files.every(
    ({ slot, sha256 }) =>
      take((file) => file.slot === slot && file.madeInto === undefined && file.sha256 === sha256) ||
      take((file) => file.slot === slot && file.madeInto !== undefined),
  );
}
