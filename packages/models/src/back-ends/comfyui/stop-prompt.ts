import type { BackEndConnection } from '@backlot/engine';
import { tellServer } from './ask-server.ts';
import { locatePrompt } from './locate-prompt.ts';

/**
 * Takes a prompt off the queue, or interrupts it; harmless where it is over. Older servers interrupt whatever
 * runs, so that it is only asked for while ours does.
 */
export async function stopPrompt(connection: BackEndConnection, promptId: string, signal: AbortSignal): Promise<void> {
  await tellServer(connection, 'queue', { method: 'POST', json: { delete: [promptId] }, signal });
  const place = await locatePrompt(connection, promptId, signal);
  if (place?.at !== 'running') return;
  await tellServer(connection, 'interrupt', { method: 'POST', json: { prompt_id: promptId }, signal });
}
