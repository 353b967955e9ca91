export { voiceEngine } from './voice-engine.ts';
export { type VoiceParameters, voiceParametersSchema } from './voice-parameters.ts';
