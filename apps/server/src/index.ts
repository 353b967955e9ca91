export type { StudioApi } from './create-app.ts';
export { rolesAskedFor, toTakeResource, toTakeToApprove } from './door/resources.ts';
export { type OpenedStudio, type OpenStudioOptions, openStudio } from './open-studio/open-studio.ts';
export { actorOfToken } from './sign-in/actors.ts';
export { addressOfKey } from './sign-in/address-of-key.ts';
export { type RunningServer, type ServerOptions, startServer } from './start-server.ts';
export type { HandedOut, Invitation, Key, Member, Who } from './wire/crew-wire.ts';
export type { LedgerEntry, LedgerReport, Verification } from './wire/evidence-wire.ts';
export type {
  BackEndKindsView,
  BackEndReportView,
  BriefPlanView,
  ModelsView,
  TakePlanView,
} from './wire/model-wire.ts';
export type { Problem } from './wire/problem-wire.ts';
export type { ProductionOverview, ShotOverview } from './wire/production-wire.ts';
export type {
  ConsentView,
  EarlierDeliveryView,
  ExplanationView,
  MineView,
  RegisterView,
  TakeUseView,
  WithdrawalView,
} from './wire/rights-wire.ts';
export type { Pass, Picture, Progress, TakeDetail, TakeSummary } from './wire/take-wire.ts';
