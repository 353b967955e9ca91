import { BacklotError, mappingOfErrorCode } from '@backlot/film';
import { EXIT } from './exit-code.ts';

/** Prints an error (as JSON on stdout with `--json`, else as sentences on stderr) and sets the exit code. */
export function finish(error: unknown, isJson: boolean): void {
  const { code, message, hint } = describe(error);
  process.exitCode = error instanceof BacklotError ? mappingOfErrorCode(code).exitCode : EXIT.ourFault;
  if (isJson) printJson({ error: { code, message, ...(hint === undefined ? {} : { hint }) } });
  else process.stderr.write(`${code}: ${message}\n${hint === undefined ? '' : `  ${hint}\n`}`);
  if (process.env.BACKLOT_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

/** One JSON document on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

function describe(error: unknown): { code: string; message: string; hint?: string | undefined } {
  if (error instanceof BacklotError) return { code: error.code, message: error.message, hint: error.hint };
  return {
    code: 'INTERNAL',
    message: error instanceof Error ? error.message : String(error),
    hint: 'This is a fault of Backlot. BACKLOT_DEBUG=1 prints where it happened.',
  };
}
