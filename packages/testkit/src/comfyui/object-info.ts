/** An input as `/object_info` tells of it: its type or its choices, then its options. */
export type InputInfo = readonly [string | readonly string[], Readonly<Record<string, unknown>>?];

/** A node class as `/object_info` tells of it. */
export interface NodeInfo {
  readonly input: {
    readonly required: Readonly<Record<string, InputInfo>>;
    readonly optional?: Readonly<Record<string, InputInfo>>;
  };
  readonly output: readonly string[];
  readonly output_node: boolean;
  readonly name: string;
  readonly python_module: string;
}

/** Node classes by name. */
export type ObjectInfo = Readonly<Record<string, NodeInfo>>;

/** Model files by folder below ComfyUI's `models`. */
export type ModelFiles = Readonly<Record<string, readonly string[]>>;

/** The choices of an input in either notation; undefined where it has none. */
export function choicesOf([type, options]: InputInfo): readonly unknown[] | undefined {
  if (typeof type !== 'string') return type;
  return type === 'COMBO' && Array.isArray(options?.options) ? options.options : undefined;
}

/** Whether an input takes the names of uploads, which a node's own check looks for on disk. */
export function isUpload([, options]: InputInfo): boolean {
  return options?.image_upload === true || options?.video_upload === true || options?.audio_upload === true;
}
