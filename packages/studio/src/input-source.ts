import type { TakeRecord } from './take-record.ts';

/** An earlier take whose pictures, or whose inputs, are an input now. */
export interface InputSource {
  readonly role: string;
  readonly take: TakeRecord;
}
