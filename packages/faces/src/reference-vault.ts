import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BacklotError } from '@backlot/film';

/**
 * Keeps performers' reference pictures unreadable at rest. Works on bytes: where they lie is the caller's matter.
 * There is one key; it cannot yet be changed for another.
 */
export interface ReferenceVault {
  /**
   * Encrypts for one context, e.g. a performer's id: AES-256-GCM (NIST SP 800-38D) with a fresh nonce; the context is
   * authenticated but not part of the result.
   */
  readonly seal: (bytes: Uint8Array, context: string) => Uint8Array;
  /** Decrypts what was sealed for the same context. @throws BacklotError `REFERENCE_SEALED` for another context, another key, or changed bytes */
  readonly open: (sealed: Uint8Array, context: string) => Uint8Array;
}

/** First byte of what is sealed, so that another cipher or key can be told apart later. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const CIPHER = 'aes-256-gcm';

/**
 * Opens the vault with `reference.key` in a folder, making both at first use: the folder for its owner only (0700), the
 * key readable by its owner only (0600). Two that start at once agree on one key.
 * @throws BacklotError `REFERENCE_KEY_UNUSABLE` when the key has not 32 bytes or others may read it
 */
export async function openReferenceVault(folder: string): Promise<ReferenceVault> {
  const key = await readOrMakeKey(folder);
  return {
    seal: (bytes, context) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(authenticated(context));
      const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return Buffer.concat([Uint8Array.of(VERSION), nonce, body, cipher.getAuthTag()]);
    },
    open: (sealed, context) => {
      if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw cannotOpen(context);
      const bodyEnd = sealed.length - TAG_BYTES;
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(authenticated(context))
        .setAuthTag(sealed.subarray(bodyEnd));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, bodyEnd)), decipher.final()]);
      } catch (error) {
        throw cannotOpen(context, error);
      }
    },
  };
}

function authenticated(context: string): Buffer {
  return Buffer.from(`backlot reference ${VERSION}\n${context}`, 'utf8');
}

function cannotOpen(context: string, cause?: unknown): BacklotError {
  return new BacklotError('REFERENCE_SEALED', `Reference of "${context}": cannot be decrypted`, {
    hint: 'It was changed, belongs to somebody else, or was sealed with another key: bring back the key, or add the picture again.',
    cause,
  });
}

async function readOrMakeKey(folder: string): Promise<Buffer> {
  const path = join(folder, 'reference.key');
  return (await readKey(path)) ?? (await makeKey(folder, path));
}

async function readKey(path: string): Promise<Buffer | undefined> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw keyUnusable(path, error.message, error);
  });
  if (!file) return undefined;
  try {
    const { mode } = await file.stat();
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw keyUnusable(path, 'others may read it');
    const key = await file.readFile();
    if (key.length !== KEY_BYTES) throw keyUnusable(path, `expected ${KEY_BYTES} bytes, got ${key.length}`);
    return key;
  } finally {
    await file.close();
  }
}

/** Written whole under another name, then linked: a second starter finds a whole key or none. */
async function makeKey(folder: string, path: string): Promise<Buffer> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const partial = `${path}.${randomBytes(6).toString('hex')}.partial`;
  try {
    const file = await open(partial, 'wx', 0o600);
    try {
      await file.writeFile(randomBytes(KEY_BYTES));
      await file.sync();
    } finally {
      await file.close();
    }
    await link(partial, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(partial, { force: true });
  }
  const key = await readKey(path);
  if (!key) throw keyUnusable(path, 'it vanished while it was made');
  return key;
}

function keyUnusable(path: string, why: string, cause?: unknown): BacklotError {
  return new BacklotError('REFERENCE_KEY_UNUSABLE', `Reference key ${path}: ${why}`, {
    hint: 'Let only the studio read it (chmod 600), or bring it back from a backup: without it, references must be added again.',
    cause,
  });
}
