export { wordsOfPrompt, wordsOfSettings } from '../models/find-unplanned.ts';
export { callModels } from './call-models.ts';
export { deriveCallSeed } from './derive-call-seed.ts';
export { isRounding } from './is-rounding.ts';
export { keepOriginal } from './keep-original.ts';
export { modelOutputUnfit } from './model-output-unfit.ts';
export {
  modelCardIdSchema,
  negativePromptSchema,
  parentSchema,
  promptSchema,
  settingsSchema,
} from './model-parameters.ts';
export { type AnsweredSound, readAnsweredSound } from './read-answered-sound.ts';
export { pickVariant, planSources, prepareModelFiles, type SlottedInput, slotInputs } from './slotted-inputs.ts';
export { soundPicture, WAVEFORM_SIZE } from './sound-picture.ts';
export { trackWork, type WorkTrack } from './track-work.ts';
export { variantName } from './variant-name.ts';
