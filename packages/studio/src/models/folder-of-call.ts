import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The scratch of one call below its take's, made where it is not there: whoever takes the call up finds what came of it. */
export async function folderOfCall(workDir: string, name: string): Promise<string> {
  const folder = join(workDir, 'model-calls', name);
  await mkdir(folder, { recursive: true });
  return folder;
}
