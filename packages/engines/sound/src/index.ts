export { soundEngine } from './sound-engine.ts';
export { type SoundParameters, soundParametersSchema } from './sound-parameters.ts';
