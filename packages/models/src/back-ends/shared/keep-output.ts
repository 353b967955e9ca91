import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallContext, ModelOutput } from '@backlot/engine';
import { answerInvalid } from '../../errors/answer-invalid.ts';

/** First bytes of what vendors send within an answer; a dot stands for any byte. */
const KINDS: readonly { readonly mediaType: string; readonly ending: string; readonly head: RegExp }[] = [
  { mediaType: 'image/png', ending: 'png', head: /^\x89PNG/ },
  { mediaType: 'image/jpeg', ending: 'jpg', head: /^\xff\xd8\xff/ },
  { mediaType: 'image/webp', ending: 'webp', head: /^RIFF....WEBP/s },
  { mediaType: 'audio/wav', ending: 'wav', head: /^RIFF....WAVE/s },
  { mediaType: 'audio/flac', ending: 'flac', head: /^fLaC/ },
  { mediaType: 'audio/ogg', ending: 'ogg', head: /^OggS/ },
  { mediaType: 'audio/mpeg', ending: 'mp3', head: /^(ID3|\xff[\xf2\xf3\xfa\xfb])/ },
];

/**
 * Keeps bytes that came within an answer as a file of the call, whole or not at all.
 * @throws BacklotError `MODEL_ANSWER_INVALID` where they are neither picture nor sound of a kind that is known
 */
export async function keepOutput(
  bytes: Uint8Array,
  { host, stem, workDir }: { host: string; stem: string } & Pick<CallContext, 'workDir'>,
): Promise<ModelOutput> {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const kind = KINDS.find((known) => known.head.test(head));
  if (!kind) throw answerInvalid(host, `${bytes.byteLength} bytes that are neither picture nor sound`);
  const name = `${stem}.${kind.ending}`;
  const path = join(workDir, name);
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
  return { name, path, mediaType: kind.mediaType };
}
