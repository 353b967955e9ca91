import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';

/** ComfyUI's folders. */
export type ShelfFolder = 'input' | 'output' | 'temp';

/** A result as nodes and the history name it. */
export interface SavedFile {
  readonly filename: string;
  readonly subfolder: string;
  readonly type: 'output';
}

/** The files of one server on disk, gone when it closes. */
export class FileShelf {
  readonly #root: string;
  readonly #uploads = new Set<string>();
  #counter = 0;

  private constructor(root: string) {
    this.#root = root;
  }

  static async open(): Promise<FileShelf> {
    return new FileShelf(await mkdtemp(join(tmpdir(), 'testkit-comfyui-')));
  }

  /** Names of uploads as nodes load them: `subfolder/name`. */
  get uploads(): readonly string[] {
    return [...this.#uploads];
  }

  hasUpload(name: string): boolean {
    return this.#uploads.has(name);
  }

  async upload(name: string, bytes: Buffer): Promise<void> {
    await this.#write('input', name, bytes);
    this.#uploads.add(name);
  }

  /** Saves a result under the next number, as `get_save_image_path` does, and says where. */
  async save(prefix: string, extension: string, bytes: Buffer): Promise<SavedFile> {
    this.#counter += 1;
    const path = `${prefix}_${String(this.#counter).padStart(5, '0')}_${extension}`;
    await this.#write('output', path, bytes);
    const subfolder = posix.dirname(path) === '.' ? '' : posix.dirname(path);
    return { filename: posix.basename(path), subfolder, type: 'output' };
  }

  async readUploads(): Promise<ReadonlyMap<string, Buffer>> {
    const entries = this.uploads.map(async (name) => [name, await readFile(this.#pathOf('input', name))] as const);
    return new Map(await Promise.all(entries));
  }

  /** Path and size of a file; undefined where there is none or the name leads elsewhere. */
  async find(folder: ShelfFolder, name: string): Promise<{ path: string; byteLength: number } | undefined> {
    if (name.startsWith('/') || name.split('/').includes('..')) return undefined;
    const path = this.#pathOf(folder, name);
    const found = await stat(path).catch(() => undefined);
    return found?.isFile() ? { path, byteLength: found.size } : undefined;
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }

  #pathOf(folder: ShelfFolder, name: string): string {
    return join(this.#root, folder, name);
  }

  async #write(folder: ShelfFolder, name: string, bytes: Buffer): Promise<void> {
    const path = this.#pathOf(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}
