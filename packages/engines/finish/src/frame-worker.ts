import { workerData } from 'node:worker_threads';
import { serveWorkerJobs } from '@backlot/kernels';
import { createFrameMaker, type FrameJob, type FrameMade, type FrameMakerOptions } from './crew/make-frame.ts';

const make = createFrameMaker(workerData as FrameMakerOptions);

serveWorkerJobs<FrameJob, FrameMade>(async (job) => ({ result: await make(job) }));
