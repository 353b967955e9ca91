import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BacklotError } from '@backlot/film';
import type { OnnxTask, OnnxTaskEnd } from './onnx-task.ts';

const CHILD = fileURLToPath(new URL('../../../dist/back-ends/onnx/onnx-child.js', import.meta.url));
const MAX_WORDS = 500;

/**
 * Does a task in a process of its own: the runtime computes without a pause, can end its process, and gives memory back only with it.
 * The signal kills it at once.
 * @throws BacklotError as the task threw it, `MODEL_FAILED` where the process died; the signal's reason
 */
export async function askOnnxChild(
  task: OnnxTask,
  signal: AbortSignal,
): Promise<Extract<OnnxTaskEnd, { outputs: unknown }>['outputs']> {
  signal.throwIfAborted();
  // Without our environment: a library that computes has no use for what stands there.
  const child = fork(CHILD, { env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  try {
    const end = await endOf(child, task);
    signal.throwIfAborted();
    if ('outputs' in end) return end.outputs;
    const { code, message, hint } = end.error;
    throw new BacklotError(code, message, hint === undefined ? {} : { hint });
  } finally {
    signal.removeEventListener('abort', kill);
    kill();
  }
}

function endOf(child: ChildProcess, task: OnnxTask): Promise<OnnxTaskEnd> {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-MAX_WORDS);
  });
  return new Promise((resolve) => {
    child.once('message', (end) => resolve(end as OnnxTaskEnd));
    child.once('error', (error) => resolve({ error: died(error.message) }));
    child.once('close', (code, killedBy) =>
      resolve({ error: died(words.trim() || `${killedBy ?? `exit code ${code}`}`) }),
    );
    child.send(task);
  });
}

function died(how: string) {
  return {
    code: 'MODEL_FAILED',
    message: `The process of the model ended: ${how}`,
    hint: 'Most often memory was short: describe the model with smaller tiles, or give it a smaller picture.',
  };
}
