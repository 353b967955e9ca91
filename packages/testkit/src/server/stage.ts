import { randomUUID } from 'node:crypto';
import { type Fault, faultInWords, placeOfFault } from './faults.ts';
import { type JobRequest, makeResult, type Result, type ResultFiles } from './results.ts';

/** Where a job stands. */
export type JobState = 'queued' | 'running' | 'done' | 'refused' | 'failed' | 'cancelled';

/** A piece of work that was started, and paid. */
export interface Job {
  readonly id: string;
  readonly request: JobRequest;
  readonly fault: Fault | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly startedAt: Date;
}

/** What a vendor's routes play on: jobs that run, and the files that come of them. */
export interface Stage {
  /** `http://127.0.0.1:…`, without a slash. */
  readonly address: string;
  /** Starts a job, which is paid; the same idempotency key gives the same job, unpaid. */
  readonly start: (request: JobRequest, idempotencyKey?: string) => Job;
  readonly find: (id: string) => Job | undefined;
  readonly list: () => readonly Job[];
  /** Looks how far it is; each look brings it one step further. */
  readonly look: (job: Job) => { readonly state: JobState; readonly fraction: number };
  readonly cancel: (job: Job) => void;
  /** Where its result lies, open to whoever knows the address. */
  readonly resultAddress: (job: Job) => string;
  readonly result: (job: Job) => Result;
}

/** How jobs go. */
export interface StageOptions {
  readonly address: string;
  readonly results: ResultFiles;
  /** How often one has to look until a job is done. */
  readonly looks: number;
  /** And how long it takes at least. */
  readonly jobMs: number;
  /** A fault that was asked for the next job. */
  readonly takeJobFault: () => Fault | undefined;
}

/** Opens an empty stage; `cancelled` names the jobs that were cancelled while they ran. */
export function openStage(options: StageOptions): Stage & { readonly cancelled: ReadonlySet<string> } {
  const jobs = new Map<string, Job>();
  const looked = new Map<string, number>();
  const cancelled = new Set<string>();

  const stateOf = (job: Job): JobState => {
    const looks = looked.get(job.id) ?? 0;
    if (cancelled.has(job.id)) return 'cancelled';
    if (job.fault === 'never-ending' || looks < 1) return 'queued';
    if (looks < options.looks || Date.now() < job.startedAt.getTime() + options.jobMs) return 'running';
    if (job.fault === 'moderation') return 'refused';
    return job.fault === 'job-failed' ? 'failed' : 'done';
  };
  return {
    address: options.address,
    cancelled,
    start(request, idempotencyKey) {
      const known = idempotencyKey && [...jobs.values()].find((job) => job.idempotencyKey === idempotencyKey);
      if (known) return known;
      const fault = options.takeJobFault() ?? jobFaultIn(request.prompt);
      const job = { id: randomUUID(), request, fault, idempotencyKey, startedAt: new Date() };
      jobs.set(job.id, job);
      return job;
    },
    find: (id) => jobs.get(id),
    list: () => [...jobs.values()],
    look(job) {
      looked.set(job.id, (looked.get(job.id) ?? 0) + 1);
      const state = stateOf(job);
      return { state, fraction: state === 'done' ? 1 : Math.min(0.9, (looked.get(job.id) ?? 0) / (options.looks + 1)) };
    },
    cancel(job) {
      if (['queued', 'running'].includes(stateOf(job))) cancelled.add(job.id);
    },
    resultAddress: (job) => `${options.address}/results/${job.id}`,
    result: (job) => makeResult(job.request, options.results, job.fault),
  };
}

function jobFaultIn(words: string): Fault | undefined {
  const fault = faultInWords(words);
  return fault && placeOfFault(fault) !== 'start' ? fault : undefined;
}
