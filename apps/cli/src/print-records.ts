import { printJson } from './finish.ts';
import type { SharedOptions } from './options.ts';

/** Prints a record of a register: as JSON, or on its line. */
export function printRecord<T>(record: T, { json }: Pick<SharedOptions, 'json'>, line: (record: T) => string): void {
  if (json) printJson(record);
  else process.stdout.write(`${line(record)}\n`);
}

/** Prints records of a register: as JSON, or a line each. */
export function printRecords<T>(
  records: readonly T[],
  { json }: Pick<SharedOptions, 'json'>,
  line: (record: T) => string,
): void {
  if (json) printJson(records);
  else process.stdout.write(records.length === 0 ? 'None yet.\n' : `${records.map(line).join('\n')}\n`);
}
