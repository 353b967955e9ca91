export { canonicalJson } from './canonical-json.ts';
export { type DigitalSourceType, digitalSourceTypeSchema } from './digital-source-type.ts';
export { renderDisclosurePdf } from './disclosure-pdf.ts';
export { hashFile, hashRecipe, sha256Hex } from './hash.ts';
export {
  appendLedgerEntry,
  GENESIS_HASH,
  type LedgerEntry,
  type LedgerHead,
  type LedgerMark,
  type LedgerPagesOptions,
  type LedgerRecord,
  type LedgerVerification,
  verifyLedger,
  verifyLedgerPages,
} from './ledger.ts';
export {
  type CheckpointStatement,
  findSignatureFault,
  hashCheckpoint,
  type LedgerCheckpoint,
  nextCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from './ledger-checkpoint.ts';
export { listOpenPoints, type OpenPoint } from './open-points.ts';
export { createDevelopmentSigner, openSigner, readDevelopmentSigner, type SignerEnvironment } from './open-signer.ts';
export {
  type DisclosedShot,
  type DisclosedTake,
  hashDisclosure,
  type ProductionDisclosure,
  productionDisclosureSchema,
} from './production-disclosure.ts';
export { readTrustAnchors, type TrustEnvironment } from './read-trust-anchors.ts';
export { type KnownSigners, recogniseSigner } from './recognise-signer.ts';
export { type SealedFile, type SealFileOptions, sealFile } from './seal-file.ts';
export type {
  HumanOversightLevel,
  SealedApproval,
  SealedModel,
  SealIngredient,
  SealManifest,
} from './seal-manifest.ts';
export { type SealSequenceOptions, SIDECAR_SUFFIX, sealSequence } from './seal-sequence.ts';
export type { Signer } from './signer.ts';
export { sniffEmbeddingType } from './sniff-media-type.ts';
export type { ManifestSummary, Verification } from './verification.ts';
export {
  type CheckpointCopies,
  type CheckpointVerification,
  marksOf,
  verifyCheckpoints,
} from './verify-checkpoints.ts';
export { type VerifyFileOptions, verifyFile } from './verify-file.ts';
export { type VerifySidecarOptions, verifySidecar } from './verify-sidecar.ts';
