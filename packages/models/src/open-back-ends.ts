import type { BackEndAdapter } from '@backlot/engine';
import { backEnds } from './back-ends/back-ends.ts';
import { createComfyuiBackEnd } from './back-ends/comfyui/comfyui-back-end.ts';
import { readWorkflows, SHIPPED_WORKFLOWS } from './back-ends/comfyui/read-workflows.ts';

/** Where a studio keeps workflows of its own; one that is not there has none. */
export interface BackEndOptions {
  readonly workflowFolders?: readonly string[];
}

/**
 * Every back end that this build speaks with, ComfyUI with the shipped workflows and the studio's own.
 * @throws BacklotError `SET_UP_INVALID`, `SET_UP_UNREADABLE` for a workflow that cannot be read
 */
export async function openBackEnds({ workflowFolders = [] }: BackEndOptions = {}): Promise<readonly BackEndAdapter[]> {
  const workflows = await readWorkflows([SHIPPED_WORKFLOWS, ...workflowFolders]);
  return [createComfyuiBackEnd({ workflows }), ...backEnds];
}
