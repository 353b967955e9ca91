import { scanFloats } from '@backlot/kernels';
import type { Picture } from '../picture/picture.ts';
import type { InspectionFinding } from './finding.ts';

/** Below this every pixel is black to any display. */
const BLACK = 1e-4;
/** Scene-linear composites go below 0 only by a hair of filter ringing or grain, and above this only by a fault. */
const LOWEST = -0.25;
const HIGHEST = 4096;

/** Inspects one linear picture: NaN or infinity anywhere, all black, out of range. Looks at every value. */
export function inspectPicture(picture: Picture, frame?: number): readonly InspectionFinding[] {
  return inspectValues([picture.data], frame);
}

/** The same for planes of one picture. */
export function inspectValues(planes: readonly Float32Array[], frame?: number): readonly InspectionFinding[] {
  const scans = planes.map(scanFloats);
  const notFinite = scans.reduce((sum, scan) => sum + scan.notFinite, 0);
  const minimum = Math.min(...scans.map((scan) => scan.minimum));
  const maximum = Math.max(...scans.map((scan) => scan.maximum));
  const findings: InspectionFinding[] = [];
  const add = (code: InspectionFinding['code'], severity: InspectionFinding['severity'], what: string): void => {
    const where = frame === undefined ? 'Picture' : `Frame ${frame}`;
    findings.push({ code, severity, message: `${where}: ${what}`, ...(frame === undefined ? {} : { frame }) });
  };
  if (notFinite > 0) add('FRAME_NOT_FINITE', 'error', `${notFinite} values are NaN or infinite`);
  if (maximum < BLACK && minimum > -BLACK) add('FRAME_BLACK', 'error', 'all pixels are black');
  if (minimum < LOWEST || maximum > HIGHEST) {
    const range = `${minimum.toPrecision(4)} … ${maximum.toPrecision(4)}`;
    add('FRAME_OUT_OF_RANGE', 'warning', `expected values within ${LOWEST} … ${HIGHEST}, got ${range}`);
  }
  return findings;
}
