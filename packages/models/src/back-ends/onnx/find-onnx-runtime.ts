import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BacklotError } from '@backlot/film';

const PACKAGE = 'onnxruntime-node';
/** The version that Backlot is tested with. */
const TESTED_VERSION = '1.30.0';

/**
 * The module file of the runtime, an optional install. It is looked for from the model folder upwards, so that it may lie with
 * the data and outlive an update, then where Backlot itself is installed.
 * @throws BacklotError `ONNX_NOT_INSTALLED`
 */
export function findOnnxRuntime(modelFolder: string): string {
  for (const from of [join(modelFolder, PACKAGE), import.meta.url]) {
    try {
      return createRequire(from).resolve(PACKAGE);
    } catch {
      // Not there: the next place, or the error below.
    }
  }
  throw onnxNotInstalled(modelFolder, `${PACKAGE} is not installed`);
}

/** What is said where the runtime is missing, or is there and cannot be loaded. */
export function onnxNotInstalled(modelFolder: string, why: string): BacklotError {
  return new BacklotError('ONNX_NOT_INSTALLED', `ONNX models need ${PACKAGE}: ${why}`, {
    // Its install script would fetch parts for NVIDIA cards from elsewhere, which a closed network does not let it.
    hint: `Type: npm install --prefix "${dirname(modelFolder)}" ${PACKAGE}@${TESTED_VERSION} --onnxruntime-node-install=skip`,
  });
}
