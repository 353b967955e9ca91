export type {
  Chromaticities,
  DecodedExr,
  DecodedExrChannel,
  ExrAttributes,
  ExrChannel,
  ExrCompression,
  ExrImage,
  ExrSampleType,
  ExrTimeCode,
} from './exr/exr-image.ts';
export { type ReadExrOptions, readExr } from './exr/read-exr.ts';
export { encodeExr, writeExr } from './exr/write-exr.ts';
export { explainWriteError } from './files/write-file-atomically.ts';
export { createCutDetector } from './footage/cut-detector.ts';
export { type Footage, measureFootage, readFootage } from './footage/footage.ts';
export { createFramePicker } from './footage/frame-picker.ts';
export { type ApplyGrainOptions, applyGrain } from './grain/apply-grain.ts';
export type { GrainModel } from './grain/grain-model.ts';
export { measureGrain } from './grain/measure-grain.ts';
export { temperGrain } from './grain/temper-grain.ts';
export type { InspectionCode, InspectionFinding } from './inspection/finding.ts';
export { type ExpectedFrames, inspectFrames } from './inspection/inspect-frames.ts';
export { inspectPicture } from './inspection/inspect-picture.ts';
export { type ExpectedSounds, inspectSamples } from './inspection/inspect-sounds.ts';
export { type ExpectedOutputs, type InspectableFile, inspectTakeOutputs } from './inspection/inspect-take-outputs.ts';
export { compareLikeness, LIKENESS_THRESHOLDS, type LikenessComparison } from './likeness/compare-likeness.ts';
export { describePictureFile, inspectLikenesses } from './likeness/inspect-likenesses.ts';
export type { LikenessReport, LikenessTask, SeenWork } from './likeness/likeness-jobs.ts';
export { describePicture, isLikeness, type PictureLikeness } from './likeness/picture-likeness.ts';
export { fitPicture } from './picture/fit-picture.ts';
export { maskOfPicture } from './picture/mask-of-picture.ts';
export type { Picture, PictureFormat, PictureSource, SourcedPicture } from './picture/picture.ts';
export { pictureBuild } from './picture/picture-build.ts';
export { type ReadPictureOptions, readPicture } from './picture/read-picture.ts';
export { type RgbPicture, toRgbPicture } from './picture/rgb-picture.ts';
export { encodePng, type WritePngOptions, writePng } from './picture/write-png.ts';
export { type Biquad, filterBiquads } from './sound/biquad.ts';
export { drawWaveform } from './sound/draw-waveform.ts';
export { fitSound } from './sound/fit-sound.ts';
export { limitPeaks } from './sound/limit-peaks.ts';
export { type MasterOptions, masterLoudness } from './sound/master-loudness.ts';
export { measureLoudness } from './sound/measure-loudness.ts';
export { type Sound, sampleCountOf, secondsOf } from './sound/sound.ts';
export { measureTruePeak } from './sound/true-peak.ts';
export { encodeWav, type WriteWavOptions, writeWav } from './sound/write-wav.ts';
export { encodeVideoPlanes } from './video/encode-video-planes.ts';
export {
  addSound,
  openVideoWriter,
  readSound,
  readVideoFrames,
  readVideoInfo,
  readVideoPlanes,
  videoBuild,
} from './video/open-video-writer.ts';
export { openVideoWriters, type VideoWriters } from './video/open-video-writers.ts';
export { pictureOfFrame } from './video/picture-of-frame.ts';
export type {
  AddSoundOptions,
  DecodedVideoFrame,
  DecodedVideoPlanes,
  VideoCodec,
  VideoFrame,
  VideoInfo,
  VideoPlanes,
  VideoWriter,
  VideoWriterOptions,
} from './video/video.ts';
export { type DetectInFileOptions, detectInFile } from './watermark/detect-in-file.ts';
export { detectMark, type FoundMark } from './watermark/detect-mark.ts';
export { formatMark, markPayloadOf } from './watermark/mark-payload.ts';
export { createPictureMarker, markPicture, type PictureSize } from './watermark/mark-picture.ts';
export { markPictureFile } from './watermark/mark-picture-file.ts';
export { type MarkVideoOptions, markVideo } from './watermark/mark-video.ts';
export { type SoundMark, soundMark } from './watermark/sound-mark.ts';
