export {
  type CheckpointCopies,
  type CheckpointStatement,
  type LedgerCheckpoint,
  type LedgerEntry,
  type LedgerHead,
  parseCheckpoint,
} from '@backlot/evidence';
export { createStudio } from './create-studio.ts';
export type { DisclosureReport } from './disclosure-report.ts';
export { hashUse } from './hash-use.ts';
export type { CheckpointStore, Notary } from './ports/checkpoints.ts';
export type { Clock, Ids } from './ports/clock.ts';
export type { EngineRegistry } from './ports/engine-registry.ts';
export type { Events, StudioEvent } from './ports/events.ts';
export type { FileStore, NamedFile, StagedFile, StoredFile, WorkFolders } from './ports/file-store.ts';
export type { Inspector, LocatedFile } from './ports/inspector.ts';
export type { JobQueue, Lease, Worker, WorkerOptions } from './ports/job-queue.ts';
export type { Policy } from './ports/policy.ts';
export type {
  LedgerRepository,
  NewTake,
  ProductionRepository,
  Records,
  RecordsWriter,
  ReviewRepository,
  TakeChange,
  TakeFilter,
  TakeRepository,
  TakeWriter,
} from './ports/records.ts';
export type { ApprovalToSeal, SealCheck, SealedFile, Sealer, SealResult, SealState } from './ports/sealer.ts';
export type {
  DeliveryOutcome,
  LedgerAudit,
  LedgerReport,
  RerunOptions,
  RerunReport,
  StartWorkerOptions,
  Studio,
  StudioPorts,
  TakeRequest,
  TakeVerificationReport,
  VerificationReport,
  WaitOptions,
} from './studio.ts';
export { type ShotRecord, STUDIO_ITSELF, type TakeRecord, UNFINISHED_STATES } from './take-record.ts';
