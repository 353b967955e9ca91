import { problemOfResponse } from '../client/api-problem.ts';

/** Decoded pictures by address, the most recent kept. */
export interface PictureCache {
  readonly has: (url: string) => boolean;
  /** @throws ApiProblem when the picture cannot be had */
  readonly load: (url: string) => Promise<ImageBitmap>;
  /** Loads quietly; failures show when the picture is asked for. */
  readonly prefetch: (urls: readonly string[]) => void;
  readonly dispose: () => void;
}

/** 48 decoded 1280×720 pictures are about 177 MB. */
const CAPACITY = 48;

export function createPictureCache(): PictureCache {
  const pending = new Map<string, Promise<ImageBitmap>>();
  const ready = new Set<string>();
  const abort = new AbortController();

  const load = (url: string): Promise<ImageBitmap> => {
    const known = pending.get(url);
    if (known) {
      pending.delete(url);
      pending.set(url, known);
      return known;
    }
    const loading = fetchPicture(url, abort.signal);
    pending.set(url, loading);
    loading.then(
      () => ready.add(url),
      () => pending.delete(url),
    );
    evict(pending, ready);
    return loading;
  };

  return {
    has: (url) => ready.has(url) && pending.has(url),
    load,
    prefetch: (urls) => {
      for (const url of urls) load(url).catch(() => undefined);
    },
    dispose: () => {
      abort.abort();
      for (const loading of pending.values()) loading.then((image) => image.close()).catch(() => undefined);
      pending.clear();
    },
  };
}

async function fetchPicture(url: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw await problemOfResponse(response);
  return createImageBitmap(await response.blob(), { colorSpaceConversion: 'none' });
}

function evict(pending: Map<string, Promise<ImageBitmap>>, ready: Set<string>): void {
  for (const [url, loading] of pending) {
    if (pending.size <= CAPACITY) return;
    if (!ready.has(url)) continue;
    pending.delete(url);
    ready.delete(url);
    // A picture just handed out is drawn in the same task or the next; closing waits for both.
    loading.then((image) => setTimeout(() => image.close(), 1000)).catch(() => undefined);
  }
}
