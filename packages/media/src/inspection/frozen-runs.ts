import type { InspectionFinding } from './finding.ts';

/** Notices runs of equal frames as they go by. */
export interface FrozenRuns {
  add(frame: number, planes: readonly Float32Array[]): void;
  /** Call once after the last frame. */
  finish(): readonly InspectionFinding[];
}

/** A still of this many frames is worth a look; all frames equal is an error. */
const WARN_FRAMES = 3;

/**
 * Compares each frame with the one before, byte by byte; keeps one frame in memory. The first `stillFrames` are meant to
 * be equal: a run at the start is worth a look only when it is longer.
 */
export function watchFrozenRuns(stillFrames = 0): FrozenRuns {
  const findings: InspectionFinding[] = [];
  let previous: readonly Float32Array[] = [];
  let [first, length, total] = [0, 0, 0];
  const endRun = (isLast: boolean): void => {
    if (isLast && length === total && total > 1) {
      findings.push({
        code: 'FRAMES_FROZEN',
        severity: 'error',
        frame: first,
        message: `All ${total} frames are equal`,
      });
    } else if (length >= WARN_FRAMES && !(length === total && length <= stillFrames)) {
      const message = `Frames ${first}…${first + length - 1} are equal`;
      findings.push({ code: 'FRAMES_FROZEN', severity: 'warning', frame: first, message });
    }
  };
  return {
    add(frame, planes) {
      if (total > 0 && areEqual(previous, planes)) length += 1;
      else {
        endRun(false);
        [first, length] = [frame, 1];
      }
      total += 1;
      previous = planes;
    },
    finish() {
      endRun(true);
      return findings;
    },
  };
}

function areEqual(a: readonly Float32Array[], b: readonly Float32Array[]): boolean {
  return (
    a.length === b.length &&
    a.every((plane, i) => {
      const other = b[i] as Float32Array;
      return plane.byteLength === other.byteLength && Buffer.compare(bytesOf(plane), bytesOf(other)) === 0;
    })
  );
}

function bytesOf(plane: Float32Array): Uint8Array {
  return new Uint8Array(plane.buffer, plane.byteOffset, plane.byteLength);
}
