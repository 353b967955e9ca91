import type { ModelTask } from '@backlot/film';
import type { Json } from './set-up-json.ts';

/** Engines that have a model do the work. */
type ModelEngineId = 'image' | 'video' | 'finish' | 'voice' | 'sound';

/** A file that an engine may be given. */
export interface InputRole {
  readonly role: string;
  /** What it is to a model, which takes it or does not. */
  readonly slot: string;
  readonly label: string;
  /** What it is for, in half a sentence. */
  readonly about: string;
  readonly accept: string;
}

/** What the form of an engine shows. The rules are the engine's own; the studio asks it. */
export interface ModelEngine {
  readonly id: ModelEngineId;
  readonly task: ModelTask;
  /** What the words are called. Voice has lines instead. */
  readonly promptLabel?: string;
  readonly inputs: readonly InputRole[];
  readonly start: Json;
}

/** Engines by what the crew asks for, in the order of the choice. */
export const ENGINE_CHOICES = [
  ['collapse', 'Collapse'],
  ['image', 'Picture'],
  ['video', 'Clip'],
  ['finish', 'Finish'],
  ['voice', 'Voice'],
  ['sound', 'Sound'],
] as const;

/** Any engine that the dialog has a form for. */
export type EngineId = (typeof ENGINE_CHOICES)[number][0];

/** What each engine makes, in a sentence. */
export const ENGINE_WORDS: Readonly<Record<EngineId, string>> = {
  collapse: 'A building comes down on a plate. Computed here: no model, and nothing leaves.',
  image: 'Concepts, clean plates and textures by a model, up to four at once.',
  video: 'A clip by a model, from words, first and last frame, or passes.',
  finish: 'A take of ours rendered anew by a video model, placed only where it may paint.',
  voice: 'Lines in performers’ voices. Each performer is declared, and their consent asked for.',
  sound: 'Effects and atmospheres by a model.',
};

const PICTURE = 'image/jpeg,image/png,image/tiff,.exr,.tif,.tiff';
const FILM = 'video/mp4,video/quicktime,.mp4,.mov';

const reference = (role: string, label: string): InputRole => ({
  role,
  slot: 'reference',
  label,
  about: 'a look that is wanted',
  accept: PICTURE,
});

const ENGINES: readonly ModelEngine[] = [
  {
    id: 'image',
    task: 'image',
    promptLabel: 'What is to be seen',
    inputs: [
      {
        role: 'picture',
        slot: 'image',
        label: 'Picture',
        about: 'to start from, such as a variant of an earlier take',
        accept: PICTURE,
      },
      { role: 'plate', slot: 'image', label: 'Plate', about: 'what a clean plate is made from', accept: PICTURE },
      { role: 'mask', slot: 'mask', label: 'Mask', about: 'white where the model may paint', accept: PICTURE },
      { role: 'sketch', slot: 'sketch', label: 'Sketch', about: 'a drawing to follow', accept: PICTURE },
      {
        role: 'depth',
        slot: 'depth',
        label: 'Depth',
        about: 'of the scene to follow, near is bright',
        accept: PICTURE,
      },
      { role: 'normal', slot: 'normal', label: 'Normals', about: 'of the scene to follow', accept: PICTURE },
      reference('reference', 'Reference'),
      reference('reference-2', 'Second reference'),
      reference('reference-3', 'Third reference'),
      reference('reference-4', 'Fourth reference'),
    ],
    start: { model: '', kind: 'concept', prompt: '', widthPx: 1280, heightPx: 720, variants: 4 },
  },
  {
    id: 'video',
    task: 'video',
    promptLabel: 'What happens in it',
    inputs: [
      { role: 'first-frame', slot: 'image', label: 'First frame', about: 'the picture to start from', accept: PICTURE },
      { role: 'last-frame', slot: 'last-image', label: 'Last frame', about: 'the picture to end at', accept: PICTURE },
      { role: 'plate', slot: 'video', label: 'Plate', about: 'a film as it was shot, to work on', accept: FILM },
      { role: 'video', slot: 'video', label: 'Film', about: 'any other film to work on', accept: FILM },
      {
        role: 'video-mask',
        slot: 'video-mask',
        label: 'Mask',
        about: 'a film, white where the model may paint',
        accept: FILM,
      },
      {
        role: 'depth',
        slot: 'depth',
        label: 'Depth',
        about: 'a film of depth to follow, near is bright',
        accept: FILM,
      },
      { role: 'normal', slot: 'normal', label: 'Normals', about: 'a film of normals to follow', accept: FILM },
      { role: 'flow', slot: 'flow', label: 'Motion', about: 'a film of motion to follow', accept: FILM },
      reference('reference', 'Reference'),
      reference('reference-2', 'Second reference'),
      reference('reference-3', 'Third reference'),
    ],
    start: { model: '', prompt: '', widthPx: 1280, heightPx: 720, frameRate: '24', durationFrames: 96 },
  },
  {
    id: 'finish',
    task: 'video',
    promptLabel: 'What it is to look like',
    inputs: [
      {
        role: 'mask',
        slot: 'video-mask',
        label: 'Mask',
        about: 'white where the model may paint within its own',
        accept: PICTURE,
      },
    ],
    start: { model: '', prompt: '', preset: 'vace-wan', strength: 1 },
  },
  {
    id: 'voice',
    task: 'speech',
    inputs: [
      {
        role: 'voice-reference',
        slot: 'sound',
        label: 'Voice reference',
        about: 'a recording of the performer; all lines are then theirs',
        accept: 'audio/*',
      },
    ],
    start: { model: '', voice: '', lines: [{ performer: '', text: '', language: 'en' }] },
  },
  {
    id: 'sound',
    task: 'sound',
    promptLabel: 'What is to be heard',
    inputs: [],
    start: { model: '', prompt: '', durationS: 5, variants: 1 },
  },
];

/** The form of an engine; undefined for those that use no model. */
export function modelEngine(id: string): ModelEngine | undefined {
  return ENGINES.find((engine) => engine.id === id);
}

/** The engine of an earlier take, as far as the dialog has a form for it. */
export function engineIdOf(id: string | undefined): EngineId {
  return ENGINE_CHOICES.find(([each]) => each === id)?.[0] ?? 'collapse';
}
