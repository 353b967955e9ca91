import { pathToFileURL } from 'node:url';
import { BacklotError } from '@backlot/film';
import type { OnnxRuntime } from './onnx-runtime.ts';
import type { OnnxTask, OnnxTaskEnd, OnnxTaskError } from './onnx-task.ts';
import { performOnnxRun } from './perform-onnx-run.ts';

process.once('message', async (task: OnnxTask) => {
  const end = await perform(task).catch((error: unknown): OnnxTaskEnd => ({ error: describe(error) }));
  process.send?.(end, () => process.disconnect());
});
// Whoever asked is gone: nobody would take the answer.
process.once('disconnect', () => process.exit());

async function perform(task: OnnxTask): Promise<OnnxTaskEnd> {
  const runtime = await loadRuntime(task.runtimePath);
  return { outputs: task.kind === 'run' ? await performOnnxRun(runtime, task) : [] };
}

async function loadRuntime(path: string): Promise<OnnxRuntime> {
  try {
    return (await import(pathToFileURL(path).href)) as OnnxRuntime;
  } catch (cause) {
    throw new BacklotError('ONNX_NOT_INSTALLED', cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function describe(error: unknown): OnnxTaskError {
  if (!(error instanceof BacklotError)) {
    return { code: 'MODEL_FAILED', message: error instanceof Error ? error.message : String(error) };
  }
  const { code, message, hint } = error;
  return { code, message, ...(hint === undefined ? {} : { hint }) };
}
