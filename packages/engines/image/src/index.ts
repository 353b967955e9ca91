export { imageEngine } from './image-engine.ts';
export { type ImageParameters, imageParametersSchema } from './image-parameters.ts';
