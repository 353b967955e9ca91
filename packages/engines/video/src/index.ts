export { videoEngine } from './video-engine.ts';
export { type VideoParameters, videoParametersSchema } from './video-parameters.ts';
