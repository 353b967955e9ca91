import { z } from 'zod';
import { lineSchema } from '../access/access-key.ts';
import { slugSchema } from '../names-schema.ts';

/** Every kind of back end that this build speaks with. */
export const backEndKindSchema = z.enum([
  'comfyui',
  'openai',
  'google',
  'fal',
  'replicate',
  'luma',
  'elevenlabs',
  'runway',
  'onnx',
]);
export type BackEndKind = z.infer<typeof backEndKindSchema>;

/** `https`, or `http` for a machine of one's own; no credentials, no query: a key never stands in an address. */
const backEndAddressSchema = z
  .url({ protocol: /^https?$/, error: 'expected an address such as http://render-1:8188', abort: true })
  .max(500)
  .refine(isBare, 'expected an address without credentials, query or fragment')
  .refine(
    (value) => !isLinkLocal(value),
    'expected the machine’s name or its address in the network: link-local ones (169.254.0.0/16, fe80::/10) are refused of any back end',
  );

function isBare(value: string): boolean {
  // Also asked of what is no address at all, which has been refused by then.
  if (!URL.canParse(value)) return true;
  const url = new URL(value);
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

/** By its digits alone, which `URL` writes in one way only; where a name leads is seen when it is called. */
function isLinkLocal(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { hostname } = new URL(value);
  return /^169\.254\.|^\[(?:fe[89ab][\da-f]:|::ffff:a9fe:|fd00:ec2::254\])/.test(hostname);
}

const keySchema = z.string().trim().min(1).max(1000);

const content = {
  title: lineSchema,
  kind: backEndKindSchema,
  /** Where it answers; absent for a vendor's own address. */
  address: backEndAddressSchema.exactOptional(),
  /** A machine of the studio's own: private addresses are allowed for it, and for it alone. */
  isOwn: z.boolean(),
};

/** What a person sends to add a back end. The key is encrypted at once and never given out again. */
export const backEndRequestSchema = z
  .strictObject({ ...content, key: keySchema.exactOptional() })
  .refine(isWayEncrypted, {
    path: ['address'],
    error: 'expected https: key and material would go out in clear; http is for machines of your own (isOwn)',
  })
  .readonly();
export type BackEndRequest = z.infer<typeof backEndRequestSchema>;

/** What a person corrects of a back end; what is absent stays. Address null: the vendor's own. */
export const backEndChangeSchema = z
  .strictObject({
    title: lineSchema.exactOptional(),
    address: backEndAddressSchema.nullable().exactOptional(),
    key: keySchema.exactOptional(),
    isOff: z.boolean().exactOptional(),
  })
  .readonly();
export type BackEndChange = z.infer<typeof backEndChangeSchema>;

/** Whether what is sent there cannot be read on the way, or stays in the house. */
export function isWayEncrypted({ address, isOwn }: { readonly address?: string; readonly isOwn: boolean }): boolean {
  return isOwn || address === undefined || /^https:/i.test(address);
}

/** A server or service that runs models for a production. */
export const backEndSchema = z
  .strictObject({
    id: z.string().min(1),
    production: slugSchema,
    ...content,
    /** Last four characters of its key, to tell keys apart; absent where it has none. */
    keyEnding: z.string().max(4).exactOptional(),
    /** Switched off by a person: nothing is sent there. */
    isOff: z.boolean(),
    createdAt: z.iso.datetime(),
    /** It is there no more: nothing is sent there, its key is gone, and what was done by it is told by this record. */
    removedAt: z.iso.datetime().exactOptional(),
  })
  .readonly();
export type BackEnd = z.infer<typeof backEndSchema>;

/** Kinds that ask for no key: nobody is billed for what they make. */
export const KEYLESS_KINDS: ReadonlySet<BackEndKind> = new Set(['comfyui', 'onnx']);

/**
 * Whether what it makes costs nothing where nobody has stated a price: on a machine of the studio's own, if its kind bills
 * nobody. A service at an address of one's own may be a proxy to its vendor, who does.
 */
export function isUnbilled({ kind, isOwn }: Pick<BackEnd, 'kind' | 'isOwn'>): boolean {
  return isOwn && KEYLESS_KINDS.has(kind);
}
