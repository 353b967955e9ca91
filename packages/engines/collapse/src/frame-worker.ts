import { workerData } from 'node:worker_threads';
import { serveWorkerJobs } from '@backlot/kernels';
import { createFrameMaker, type FrameJob, type FrameMade, type FrameMakerOptions } from './picture/frame/make-frame.ts';

const maker = createFrameMaker(workerData as FrameMakerOptions);

serveWorkerJobs<FrameJob, FrameMade>(async (job) => {
  const result = await maker(job);
  return { result, transfer: result.planes.map((planes) => planes.bytes.buffer as ArrayBuffer) };
});
