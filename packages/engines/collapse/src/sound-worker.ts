import { serveWorkerJobs } from '@backlot/kernels';
import { type SoundJob, type SoundMade, writeTakeSound } from './sound/write-take-sound.ts';

serveWorkerJobs<SoundJob, SoundMade>(async (job) => ({ result: await writeTakeSound(job) }));
