import type { InspectionFinding } from '@backlot/film';
import { type InspectionCode, inspectTakeOutputs } from '@backlot/media';
import type { Inspector } from '@backlot/studio';

/** The media room's checks in the film's words. */
const CHECK_OF_CODE: Readonly<Record<InspectionCode, InspectionFinding['check']>> = {
  FRAME_NOT_FINITE: 'not-finite',
  FRAME_BLACK: 'all-black',
  FRAMES_FROZEN: 'frozen-frames',
  FRAME_OUT_OF_RANGE: 'out-of-range',
  FRAME_SIZE_WRONG: 'picture-size',
  FRAME_COUNT_WRONG: 'frame-count',
  FRAME_MISSING: 'frame-count',
  FRAME_UNREADABLE: 'unreadable',
  VIDEO_SIZE_WRONG: 'picture-size',
  VIDEO_COUNT_WRONG: 'frame-count',
  VIDEO_RATE_WRONG: 'frame-rate',
  VIDEO_UNREADABLE: 'unreadable',
  SOUND_UNREADABLE: 'unreadable',
  SOUND_NOT_FINITE: 'not-finite',
  SOUND_SILENT: 'silent',
  SOUND_CLIPPED: 'out-of-range',
  SOUND_LENGTH_WRONG: 'sound-length',
  SOUND_COUNT_WRONG: 'sound-count',
};

/** Inspects what engines made with `@backlot/media`. */
export function createInspector(): Inspector {
  return {
    inspect: async ({ files, expected, signal }) => {
      const inspectable = files.map(({ file, path }) => ({
        role: file.role,
        path,
        ...(file.frame === undefined ? {} : { frame: file.frame }),
      }));
      const findings = await inspectTakeOutputs(expected, inspectable, signal);
      return findings.map(({ code, severity, message, frame }) => ({
        check: CHECK_OF_CODE[code],
        severity,
        message,
        ...(frame === undefined ? {} : { frame }),
      }));
    },
  };
}
