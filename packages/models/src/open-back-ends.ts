import type { BackEndAdapter } from '@backlot/engine';
import { backEnds } from './back-ends/back-ends.ts';
import { createComfyuiBackEnd } from './back-ends/comfyui/comfyui-back-end.ts';
import { readWorkflows, SHIPPED_WORKFLOWS } from './back-ends/comfyui/read-workflows.ts';
import { createOnnxBackEnd } from './back-ends/onnx/onnx-back-end.ts';
import { readOnnxModels } from './back-ends/onnx/read-onnx-models.ts';

/** Where a studio keeps workflows and models of its own; a folder that is not there has none. */
export interface BackEndOptions {
  readonly workflowFolders?: readonly string[];
  /** ONNX files with their descriptions. Absent: no ONNX back end. */
  readonly modelFolder?: string;
}

/**
 * Every back end that this build speaks with, ComfyUI with the shipped workflows and the studio's own. What is wrong with the
 * description of an ONNX model is told by that back end's `inspect`.
 * @throws BacklotError `SET_UP_INVALID`, `SET_UP_UNREADABLE` for a workflow that cannot be read
 */
export async function openBackEnds(options: BackEndOptions = {}): Promise<readonly BackEndAdapter[]> {
  const { workflowFolders = [], modelFolder } = options;
  const workflows = await readWorkflows([SHIPPED_WORKFLOWS, ...workflowFolders]);
  const onnx = modelFolder === undefined ? [] : [createOnnxBackEnd(await readOnnxModels(modelFolder))];
  return [createComfyuiBackEnd({ workflows }), ...backEnds, ...onnx];
}
