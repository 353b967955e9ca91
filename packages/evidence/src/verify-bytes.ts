import type { X509Certificate } from 'node:crypto';
import { readByteSeal } from './byte-seal.ts';
import { startC2paEngine } from './c2pa-engine.ts';
import { type C2paReport, readC2paReport } from './c2pa-report.ts';
import { sha256Hex } from './hash.ts';
import type { Verification } from './verification.ts';

export interface TrustOptions {
  /** PEM certificates whose issues are trusted; none by default. */
  readonly trustAnchorsPem?: string;
}

/** No network, ever: a manifest may name addresses, and a check must not be an errand for strangers. */
export const OFFLINE_SETTINGS = {
  verify: { verify_trust: true, remote_manifest_fetch: false, ocsp_fetch: false },
  builder: { thumbnail: { enabled: false } },
} as const;

/** Verifies a file with embedded credentials: C2PA's own checks, then the byte seal over every byte. Never throws on bad files. */
export async function verifyBytes(bytes: Uint8Array, mediaType: string, trust: TrustOptions): Promise<Verification> {
  const sha256 = sha256Hex(bytes);
  const report = await readReport(bytes, mediaType, trust);
  if (typeof report === 'string') return { state: 'invalid', reasons: [report], sha256, kind: kindOfUnread(bytes) };
  const faults = [...report.problems, ...findByteFaults(bytes, report)];
  const notes = report.promisesByteSeal ? [] : ['not sealed by Backlot: bytes that C2PA leaves open are not covered'];
  const untrusted = report.state === 'valid' ? ['no declared trust anchor vouches for the signer'] : [];
  const state = faults.length > 0 ? 'invalid' : report.state;
  const reasons = state === 'invalid' ? faults : [...untrusted, ...notes];
  return {
    state,
    reasons: reasons.length === 0 && state === 'invalid' ? ['the credentials do not validate'] : reasons,
    sha256,
    kind: 'embedded',
    manifest: report.summary,
  };
}

/** Credentials that cannot be found or read any more still leave their labels: changed, then, not unsealed. */
export function kindOfUnread(bytes: Uint8Array): 'embedded' | 'none' {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('c2pa.signature') ? 'embedded' : 'none';
}

async function readReport(bytes: Uint8Array, mediaType: string, trust: TrustOptions): Promise<C2paReport | string> {
  const { Reader } = await startC2paEngine();
  const anchors = trust.trustAnchorsPem === undefined ? {} : { trust: { trust_anchors: trust.trustAnchorsPem } };
  try {
    const reader = await Reader.fromBytes(mediaType, bytes, JSON.stringify({ ...OFFLINE_SETTINGS, ...anchors }));
    try {
      return readC2paReport(reader.json());
    } finally {
      reader.free();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return /JumbfNotFound|ManifestNotFound/i.test(reason) && kindOfUnread(bytes) === 'none'
      ? 'no Content Credentials in this file'
      : `the Content Credentials cannot be read: ${reason.slice(0, 200)}`;
  }
}

function findByteFaults(bytes: Uint8Array, report: C2paReport): string[] {
  if (!report.promisesByteSeal) return [];
  const seal = readByteSeal(bytes);
  if (seal.state === 'absent') return ['byteSeal.missing: the seal over all bytes was taken out'];
  if (seal.state === 'broken') return ['byteSeal.mismatch: bytes were changed after sealing'];
  return isSerialOf(seal.certificate, report) ? [] : ['byteSeal.signer: another signer than that of the credentials'];
}

function isSerialOf(certificate: X509Certificate, report: C2paReport): boolean {
  return report.serialNumber === BigInt(`0x${certificate.serialNumber}`);
}
