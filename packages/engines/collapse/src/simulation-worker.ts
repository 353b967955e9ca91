import { parentPort, workerData } from 'node:worker_threads';
import { type SimulationMessage, type SimulationOptions, simulateFrames } from './picture/frame/simulate-frames.ts';

const port = parentPort;
if (!port) throw new Error('simulation-worker must run in a worker thread');
const post = (message: SimulationMessage): void => port.postMessage(message);

const times = await simulateFrames(workerData as SimulationOptions, ({ motion }) =>
  post({ kind: 'frame', frame: motion.frame, bodies: motion.bodies, brokenBonds: motion.brokenBonds }),
);
post({ kind: 'end', ...times });
