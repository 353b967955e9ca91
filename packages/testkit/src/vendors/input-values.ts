/** The words in a field of a request; empty where there are none. */
export function wordsIn(input: Readonly<Record<string, unknown>>, name: string): string {
  const value = input[name];
  return typeof value === 'string' ? value : '';
}

/** The number in a field, written as a number or as words (`8`, `"8"`, `"8s"`). */
export function numberIn(input: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = Number.parseFloat(String(input[name] ?? ''));
  return Number.isFinite(value) ? value : undefined;
}

/** What stands below a field, as an object. */
export function objectIn(input: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  const value = input[name];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The token of `Authorization: <scheme> <token>`. */
export function tokenOf(scheme: string, authorization: string | undefined): string | undefined {
  return authorization?.startsWith(`${scheme} `) ? authorization.slice(scheme.length + 1) : undefined;
}

/** The first text anywhere in a message of parts. */
export function textIn(message: unknown): string {
  const found = /"text":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(message ?? ''))?.[1];
  return found === undefined ? '' : String(JSON.parse(found));
}

/** The size of a film by its shorter side (`720p`, `4k`) and its ratio (`16:9`), as vendors make it; nothing where they name none. */
export function sizeIn(
  resolution: string,
  ratio: string,
): { readonly widthPx?: number | undefined; readonly heightPx?: number | undefined } {
  const shortPx = resolution.toLowerCase() === '4k' ? 2160 : Number.parseInt(resolution, 10);
  const [width, height] = ratio.split(':').map(Number);
  if (!shortPx || !width || !height) return {};
  const longPx = 2 * Math.round((shortPx * Math.max(width, height)) / Math.min(width, height) / 2);
  return width < height ? { widthPx: shortPx, heightPx: longPx } : { widthPx: longPx, heightPx: shortPx };
}
