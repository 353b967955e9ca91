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
  wordsOfSettings,
} from './model-parameters.ts';
export { planSources, prepareModelFiles, type SlottedInput, slotInputs } from './slotted-inputs.ts';
export { trackWork, type WorkTrack } from './track-work.ts';
