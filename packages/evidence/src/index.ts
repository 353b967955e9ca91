export { canonicalJson } from './canonical-json.ts';
export { type DigitalSourceType, digitalSourceTypeSchema } from './digital-source-type.ts';
export { hashFile, hashRecipe, sha256Hex } from './hash.ts';
export {
  appendLedgerEntry,
  GENESIS_HASH,
  type LedgerEntry,
  type LedgerHead,
  type LedgerRecord,
  type LedgerVerification,
  verifyLedger,
} from './ledger.ts';
export type { HumanOversightLevel, SealIngredient, SealManifest } from './seal-manifest.ts';
export type { ManifestSummary, Verification } from './verification.ts';
