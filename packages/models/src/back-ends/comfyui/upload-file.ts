import { openAsBlob } from 'node:fs';
import { extname } from 'node:path';
import type { BackEndConnection, ModelFile } from '@backlot/engine';
import { z } from 'zod';
import { askServer, sendRequest } from './ask-server.ts';

const FOLDER = 'backlot';

const uploadedSchema = z.object({ name: z.string().min(1), subfolder: z.string() });

/**
 * Brings a file into the server's input folder and returns the name by which nodes load it. The name is made of the
 * file's hash, so that what is there already is not sent again. `/upload/image` takes files of every kind.
 */
export async function uploadFile(connection: BackEndConnection, file: ModelFile, signal: AbortSignal): Promise<string> {
  const name = `${file.sha256}${extensionOf(file)}`;
  if (await isThere(connection, name, file.byteLength, signal)) return `${FOLDER}/${name}`;
  const { name: given, subfolder } = await askServer(connection, 'upload/image', {
    method: 'POST',
    form: await formOf(file, name),
    schema: uploadedSchema,
    signal,
  });
  return subfolder ? `${subfolder}/${given}` : given;
}

/** A file that was cut while it was written has another length. */
async function isThere(
  connection: BackEndConnection,
  filename: string,
  byteLength: number,
  signal: AbortSignal,
): Promise<boolean> {
  const query = { filename, subfolder: FOLDER, type: 'input' };
  const response = await sendRequest(connection, 'view', { method: 'HEAD', query, signal });
  await response.body?.cancel();
  return response.ok && response.headers.get('content-length') === String(byteLength);
}

async function formOf(file: ModelFile, name: string): Promise<FormData> {
  const form = new FormData();
  form.set('type', 'input');
  form.set('subfolder', FOLDER);
  form.set('overwrite', 'true');
  // Read from the disk as it is sent: a long clip never stands in memory whole.
  form.set('image', await openAsBlob(file.path, { type: file.mediaType }), name);
  return form;
}

function extensionOf(file: ModelFile): string {
  return /^\.[a-z0-9]{1,8}$/.exec(extname(file.name).toLowerCase())?.[0] ?? '';
}
