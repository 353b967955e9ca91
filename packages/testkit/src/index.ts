export {
  type ComfyuiRequest,
  type ComfyuiServer,
  type ComfyuiServerOptions,
  openComfyuiServer,
} from './comfyui/comfyui-server.ts';
export type { ComfyuiFaults, ComfyuiRoute, RouteFault, RunFault } from './comfyui/faults.ts';
export type { RenderedFile, RenderRequest } from './comfyui/render-result.ts';
export { type FilmRequest, makeFilm } from './results/make-film.ts';
export { makeNanPicture } from './results/make-nan-picture.ts';
export { makePicture, type PictureRequest } from './results/make-picture.ts';
export { makeSound, type SoundRequest } from './results/make-sound.ts';
export { FAULTS, type Fault, type Phase } from './server/faults.ts';
export type { JobRequest, Result, ResultFiles } from './server/results.ts';
export type { Job, JobState, Stage } from './server/stage.ts';
export {
  type LoggedRequest,
  startVendorServer,
  type VendorServer,
  type VendorServerOptions,
} from './server/start-vendor-server.ts';
export type { VendorAnswer, VendorProtocol, VendorRequest, VendorRoute } from './server/vendor-protocol.ts';
export { elevenlabs } from './vendors/elevenlabs.ts';
export { fal } from './vendors/fal.ts';
export { google } from './vendors/google.ts';
export { luma } from './vendors/luma.ts';
export { openai } from './vendors/openai.ts';
export { replicate } from './vendors/replicate.ts';
export { runway } from './vendors/runway.ts';
export { vendors } from './vendors/vendors.ts';
