export {
  type CheckpointCopies,
  type CheckpointStatement,
  type LedgerCheckpoint,
  type LedgerEntry,
  type LedgerHead,
  parseCheckpoint,
} from '@backlot/evidence';
export { createStudio } from './create-studio.ts';
export { createCrew } from './crew/create-crew.ts';
export type { Crew, CrewPorts, HandedOutKey, Joining, KeyRequest, Secrets } from './crew/crew.ts';
export { linkInvalid } from './crew/join-crew.ts';
export type { DisclosureReport } from './disclosure/disclosure-report.ts';
export { takeNotFound } from './get-take.ts';
export { hashUse } from './hash-use.ts';
export { JOB_ACCESS, type JobKind } from './job-access.ts';
export type { BriefPlan, ReadBrief } from './models/brief.ts';
export { backEndNotFound } from './models/find-back-end.ts';
export type { Models, OfferedKind, ShotSpend, SpendReport } from './models/models.ts';
export type { CheckpointStore, Notary } from './ports/checkpoints.ts';
export type { Clock, Ids } from './ports/clock.ts';
export type { CrewReader, CrewWriter, KeyFilter } from './ports/crew.ts';
export type { EngineRegistry } from './ports/engine-registry.ts';
export type { Events, StudioEvent } from './ports/events.ts';
export type { FaceCheck, FaceDescriptor, KnownFace } from './ports/faces.ts';
export type { FileStore, NamedFile, StagedFile, StoredFile, WorkFolders } from './ports/file-store.ts';
export type { Inspector, LocatedFile } from './ports/inspector.ts';
export type { JobQueue, Lease, Worker, WorkerOptions } from './ports/job-queue.ts';
export type { KnownWork, LikenessCheck } from './ports/likeness.ts';
export type {
  ModelRoom,
  ModelsReader,
  ModelsWriter,
  OpenedOutbound,
  OutboundTarget,
  ShotAccount,
} from './ports/models.ts';
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
export type {
  Register,
  RightKind,
  RightsReader,
  RightsWriter,
  SealedReference,
  TakeRight,
  WorkLikeness,
} from './ports/rights.ts';
export type {
  AnswerToSeal,
  ApprovalToSeal,
  ModelToSeal,
  SealCheck,
  SealedFile,
  Sealer,
  SealResult,
  SealState,
} from './ports/sealer.ts';
export type { SignInCondition, SignInModel, SignInRow, SignInTables } from './ports/sign-in.ts';
export type { Vault } from './ports/vault.ts';
export type { FoundWords, KnownWords, Words } from './ports/words.ts';
export { productionNotFound } from './production-not-found.ts';
export { rightNotFound } from './rights/find-right.ts';
export type { AttachedDocument, ProductionRegister, Rights } from './rights/rights.ts';
export type { EarlierDelivery, Withdrawal } from './rights/withdrawal.ts';
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
export type { TakePlan } from './take-plan.ts';
export {
  type ShotRecord,
  STUDIO_ITSELF,
  type TakeProgress,
  type TakeRecord,
  UNFINISHED_STATES,
} from './take-record.ts';
export { verdictOfMatch } from './verdict-of-match.ts';
