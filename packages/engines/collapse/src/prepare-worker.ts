import { serveWorkerJobs } from '@backlot/kernels';
import { type PlanJob, type PlannedTake, planTake } from './picture/plan-take.ts';
import { type PreparedTake, type PrepareJob, prepareTake } from './picture/prepare-take.ts';
import { shareArrays } from './picture/share-arrays.ts';

serveWorkerJobs<PlanJob | PrepareJob, PlannedTake | PreparedTake>(async (job) => ({
  result: shareArrays(job.kind === 'plan' ? await planTake(job) : await prepareTake(job)),
}));
