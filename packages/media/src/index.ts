export type {
  DecodedExr,
  DecodedExrChannel,
  ExrAttributes,
  ExrChannel,
  ExrCompression,
  ExrImage,
  ExrTimeCode,
} from './exr/exr-image.ts';
export { type ReadExrOptions, readExr } from './exr/read-exr.ts';
export { encodeExr, writeExr } from './exr/write-exr.ts';
export { type ApplyGrainOptions, applyGrain, type GrainModel, measureGrain } from './grain/grain.ts';
export type { InspectionCode, InspectionFinding } from './inspection/finding.ts';
export {
  type ExpectedFrames,
  type ExpectedOutputs,
  type InspectableFile,
  inspectFrames,
  inspectPicture,
  inspectTakeOutputs,
} from './inspection/inspect-take-outputs.ts';
export type { Picture, PictureFormat, PictureSource, SourcedPicture } from './picture/picture.ts';
export { type ReadPictureOptions, readPicture } from './picture/read-picture.ts';
export { encodePng, type WritePngOptions, writePng } from './picture/write-png.ts';
export {
  encodeVideoPlanes,
  openVideoWriter,
  readVideoFrames,
  readVideoInfo,
  videoBuild,
} from './video/open-video-writer.ts';
export type {
  DecodedVideoFrame,
  VideoCodec,
  VideoFrame,
  VideoInfo,
  VideoPlanes,
  VideoWriter,
  VideoWriterOptions,
} from './video/video.ts';
