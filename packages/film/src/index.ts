export { BacklotError, type BacklotErrorOptions } from './backlot-error.ts';
export { type FrameRate, formatFrameRate, frameRateSchema, parseFrameRate, secondsAtFrame } from './frame-rate.ts';
export {
  type Purpose,
  purposeSchema,
  type Recipe,
  type RecipeInput,
  type TakeFile,
  type TakeState,
  takeStateSchema,
} from './take.ts';
