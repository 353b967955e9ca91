import type { BackEndConnection } from '@backlot/engine';
import { z } from 'zod';
import { askServer } from './ask-server.ts';

const inputsSchema = z.record(z.string(), z.array(z.unknown())).exactOptional();
const nodeInfoSchema = z.object({
  input: z.object({ required: inputsSchema, optional: inputsSchema }).partial(),
});
const objectInfoSchema = z.record(z.string(), nodeInfoSchema);

/** What a server knows of node classes. */
export type ObjectInfo = z.infer<typeof objectInfoSchema>;

/** All nodes of a server: some megabytes with many packs. */
export function readAllNodes(connection: BackEndConnection, signal: AbortSignal): Promise<ObjectInfo> {
  return askServer(connection, 'object_info', { schema: objectInfoSchema, signal });
}

/** The named classes as far as the server has them. */
export async function readNodes(
  connection: BackEndConnection,
  classes: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ObjectInfo> {
  const parts = await Promise.all(
    [...classes].map((name) =>
      askServer(connection, `object_info/${encodeURIComponent(name)}`, { schema: objectInfoSchema, signal }),
    ),
  );
  return Object.assign({}, ...parts);
}

/**
 * What an input may be chosen from: `[[…], {}]` of old nodes, `["COMBO", {options: […]}]` of new ones. Undefined where it
 * is free, is fetched by the browser, or takes uploads, whose names no list has.
 */
export function choicesOf(info: ObjectInfo, nodeClass: string, input: string): readonly unknown[] | undefined {
  const { required = {}, optional = {} } = info[nodeClass]?.input ?? {};
  const [type, options] = required[input] ?? optional[input] ?? [];
  if (typeof options === 'object' && options !== null) {
    if (Object.entries(options).some(([key, value]) => value && /(_upload|^upload|^remote)/.test(key)))
      return undefined;
    if (type === 'COMBO' && 'options' in options && Array.isArray(options.options)) return options.options;
  }
  return Array.isArray(type) ? type : undefined;
}
