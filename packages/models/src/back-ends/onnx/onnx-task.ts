import type { OnnxDescription } from './onnx-description.ts';
import type { Size } from './raster.ts';

/** What the process of a model is asked for: whether the runtime can be loaded, or one run. */
export type OnnxTask =
  | { readonly kind: 'probe'; readonly runtimePath: string }
  | {
      readonly kind: 'run';
      readonly runtimePath: string;
      readonly modelPath: string;
      readonly description: OnnxDescription;
      readonly files: readonly { readonly slot: string; readonly path: string; readonly name: string }[];
      /** Size of what is wanted; that which the model makes where it is absent. */
      readonly size?: Size;
      readonly threads: number;
      readonly outDir: string;
    };

/** An error as plain data: between processes it keeps neither its class nor all of its properties. */
export interface OnnxTaskError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** How a task ended. */
export type OnnxTaskEnd =
  | { readonly outputs: readonly { readonly name: string; readonly path: string }[] }
  | { readonly error: OnnxTaskError };
