export { type AccessAction, accessActionSchema } from './access/access-action.ts';
export {
  type AccessKey,
  type Account,
  type KeyPurpose,
  keyPurposeSchema,
  lineSchema,
  type NewAccount,
  newAccountSchema,
  productionScopeSchema,
  type RoleGrant,
  roleGrantSchema,
  tokenActionSchema,
} from './access/access-key.ts';
export { BacklotError, type BacklotErrorOptions } from './backlot-error.ts';
export {
  type Approval,
  approvalSchema,
  type Decision,
  type DecisionReason,
  decisionReasonSchema,
  decisionSchema,
} from './decision.ts';
export { ERROR_CODES, type ErrorCodeMapping, mappingOfErrorCode } from './error-codes.ts';
export { type FrameRate, formatFrameRate, frameRateSchema, parseFrameRate, secondsAtFrame } from './frame-rate.ts';
export { isViewingFile } from './is-viewing-file.ts';
export { type MarkPlace, markPlaceOf } from './mark-place.ts';
export {
  type BackEnd,
  type BackEndChange,
  type BackEndKind,
  type BackEndRequest,
  backEndChangeSchema,
  backEndKindSchema,
  backEndRequestSchema,
  backEndSchema,
  isUnbilled,
  isWayEncrypted,
  KEYLESS_KINDS,
} from './models/back-end.ts';
export {
  type BriefReading,
  type BriefRequest,
  briefReadingSchema,
  briefRequestSchema,
} from './models/brief-reading.ts';
export { describeAsked, describeLeftOut } from './models/describe-asked.ts';
export {
  type EgressItem,
  type EgressManifest,
  egressManifestSchema,
  type PlannedCall,
} from './models/egress-manifest.ts';
export { type ModelCall, type ModelCallState, modelCallSchema } from './models/model-call.ts';
export { type ModelTask, modelTaskSchema } from './models/model-task.ts';
export {
  changeModelTerms,
  DEFAULT_MODEL_TERMS,
  type ModelTerms,
  type ModelTermsChange,
  modelTermsChangeSchema,
  modelTermsSchema,
} from './models/model-terms.ts';
export { formatUsd, type UsdMicros, usdMicrosSchema } from './models/money.ts';
export { nearNames } from './models/near-names.ts';
export { spentOn } from './models/spent-on.ts';
export {
  formatShotCode,
  formatTakeVersion,
  parseFileName,
  parseRelativePath,
  parseShotCode,
  parseSlug,
  parseTakeVersion,
  type ShotCode,
} from './names.ts';
export { fileNameSchema, relativePathSchema, shotCodeSchema, slugSchema } from './names-schema.ts';
export { type ParseOptions, type Problem, parseOrExplain } from './parse-or-explain.ts';
export {
  type CrewRole,
  crewRoleSchema,
  isSamePerson,
  type Person,
  personSchema,
  type Role,
  roleSchema,
} from './person.ts';
export { pickableFiles } from './pickable-files.ts';
export {
  hasLicenceStatement,
  type LicenceStatement,
  licenceStatementSchema,
  type Plate,
  plateSchema,
} from './plate.ts';
export {
  NO_VOCABULARY,
  type Production,
  type ProductionRequest,
  productionRequestSchema,
  productionSchema,
  type Sequence,
  type Shot,
  sequenceSchema,
  shotSchema,
  type Vocabulary,
  vocabularySchema,
} from './production.ts';
export {
  type Purpose,
  purposeSchema,
  type Recipe,
  type RecipeInput,
  recipeInputSchema,
  recipeSchema,
} from './recipe.ts';
export {
  type Review,
  type ReviewRequest,
  reviewRequestSchema,
  reviewSchema,
  type Stroke,
  strokeSchema,
} from './review.ts';
export {
  type Consent,
  type ConsentKind,
  type ConsentRequest,
  type ConsentScope,
  type ConsentSignature,
  type ConsentState,
  consentKindSchema,
  consentRequestSchema,
  consentSchema,
  consentStateOn,
  type RecordedConsentState,
} from './rights/consent.ts';
export {
  type FaceFinding,
  faceFindingSchema,
  type LikenessFinding,
  likenessFindingSchema,
  type WordsFinding,
  wordsFindingSchema,
} from './rights/finding.ts';
export {
  isLicenceInForce,
  type Licence,
  type LicenceRequest,
  type LicensedUse,
  licenceRequestSchema,
  licenceSchema,
  licensedUseSchema,
} from './rights/licence.ts';
export {
  type ModelCard,
  type ModelCardRequest,
  type ModelPrice,
  modelCardRequestSchema,
  modelCardSchema,
} from './rights/model-card.ts';
export { type Operation, operationSchema } from './rights/operation.ts';
export {
  type Performer,
  type PerformerRequest,
  type PerformerStatus,
  performerRequestSchema,
  performerSchema,
  type Representative,
} from './rights/performer.ts';
export { type PolicyPack, policyPackSchema } from './rights/policy-pack.ts';
export {
  type Element,
  elementSchema,
  type PersonUse,
  personUseSchema,
  UNDECLARED_USE,
  type UseDeclaration,
  useDeclarationSchema,
} from './rights/use-declaration.ts';
export {
  isWorkLicensed,
  type Work,
  type WorkRequest,
  workRequestSchema,
  workSchema,
} from './rights/work.ts';
export { rolesAsked } from './roles-asked.ts';
export { sha256Schema } from './sha256-schema.ts';
export {
  type InspectionFinding,
  inspectionFindingSchema,
  type Seal,
  sealSchema,
  type Take,
  type TakeFile,
  takeFileSchema,
  takeSchema,
} from './take.ts';
export { type TakeError, takeErrorSchema } from './take-error.ts';
export {
  parseTakeSetUp,
  readTakeSetUp,
  type TakeSetUp,
  type TakeSetUpInput,
  takeSetUpInputSchema,
  takeSetUpSchema,
} from './take-set-up.ts';
export {
  isTakeSettled,
  nextTakeState,
  TAKE_TRANSITIONS,
  type TakeEvent,
  type TakeState,
  takeStateSchema,
} from './take-state.ts';
export { formatTimecode, isDropFrame, parseTimecode } from './timecode.ts';
export { type VariantPick, variantPickSchema } from './variant-pick.ts';
