import { isCallEnded } from './models/end-call.ts';
import type { StudioPorts } from './studio.ts';

/**
 * Removes the work folder of a take that no worker will touch again; not while a call of it is open, since what has come of its
 * answer lies there and is carried on with.
 */
export async function clearWork({ files, records }: Pick<StudioPorts, 'files' | 'records'>, id: string): Promise<void> {
  const calls = await records.models.calls.ofTake(id);
  if (calls.every(isCallEnded)) await files.clearWork(id);
}
