/** An object of a set-up. */
export type Json = Record<string, unknown>;

/** JSON as people write it: short arrays of numbers, such as points, stay on one line. */
export function toText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /\[\s*(-?[\d.eE+-]+(?:,\s*-?[\d.eE+-]+){0,5})\s*\]/g,
    (_match, list: string) => {
      return `[${list.replace(/\s+/g, ' ')}]`;
    },
  );
}

/** The text as an object; undefined while it is none. */
export function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What stands under a key, where that is an object; else an empty one. */
export function objectAt(value: Json, key: string): Json {
  const inner = value[key];
  return isObject(inner) ? inner : {};
}

/** The text under a key; empty where there is none. */
export function textAt(value: Json, key: string): string {
  const inner = value[key];
  return typeof inner === 'string' ? inner : '';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
