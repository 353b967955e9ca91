/** Where a value lies in a JSON text; lines count from 0. */
export interface JsonPlace {
  readonly line: number;
  /** The path as far as it is there: a missing field is shown at what should hold it. */
  readonly found: string;
}

/**
 * Finds the line of a path such as `parameters.camera.focalPx` or `inputs.plate.points[2]` in a JSON text. The deepest
 * part of the path that exists is taken; text that is no JSON is read as far as it goes.
 */
export function locateJsonPath(text: string, path: string): JsonPlace {
  const offsets = indexPaths(text);
  const parts = path.match(/[^.[\]]+|\[\d+\]/g) ?? [];
  for (let length = parts.length; length > 0; length--) {
    const found = joinPath(parts.slice(0, length));
    const offset = offsets.get(found);
    if (offset !== undefined) return { line: lineAt(text, offset), found };
  }
  return { line: 0, found: '' };
}

/** The line of an offset, counted from 0. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}

interface Container {
  readonly path: string;
  readonly isArray: boolean;
  index: number;
  key: string | undefined;
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gs;

/** Offset of each key (or array member) by its path. */
function indexPaths(text: string): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  const open: Container[] = [];
  let isKey = false;
  for (const match of text.matchAll(TOKENS)) {
    const token = match[0];
    const inside = open.at(-1);
    if (token === '}' || token === ']') {
      open.pop();
      isKey = false;
    } else if (token === ',') {
      if (inside?.isArray) inside.index += 1;
      isKey = inside !== undefined && !inside.isArray;
    } else if (token === ':') {
      isKey = false;
    } else if (isKey && inside && token.startsWith('"')) {
      inside.key = unquote(token);
      offsets.set(pathIn(inside), match.index);
    } else {
      if (inside?.isArray) offsets.set(pathIn(inside), match.index);
      if (token !== '{' && token !== '[') continue;
      open.push({ path: inside ? pathIn(inside) : '', isArray: token === '[', index: 0, key: undefined });
      isKey = token === '{';
    }
  }
  return offsets;
}

function pathIn({ path, isArray, index, key }: Container): string {
  return joinPath([path, isArray ? `[${index}]` : (key ?? '')].filter((part) => part !== ''));
}

function joinPath(parts: readonly string[]): string {
  return parts.reduce((path, part) => (part.startsWith('[') || path === '' ? `${path}${part}` : `${path}.${part}`), '');
}

function unquote(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.slice(1, -1);
  }
}
