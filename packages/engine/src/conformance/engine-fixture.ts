import type { EngineInput } from '../engine.ts';
import type { ModelCaller } from '../models/model-caller.ts';

/** The smallest job that shows what an engine does; it should run in seconds. */
export interface EngineFixture {
  /** `parameters` as they would stand in a set-up file, before the schema has seen them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** Writes the input files below `folder` and names them. */
  readonly writeInputs: (folder: string) => Promise<readonly EngineInput[]>;
  /** Every file that a finished run leaves below `outDir`, `/`-separated. */
  readonly outputNames: readonly string[];
  /** Answers the engine's calls, the same each time; default: no model is there. */
  readonly models?: ModelCaller;
  /** The run is cancelled at the first report at or beyond this fraction; default 0.5. */
  readonly abortAtFraction?: number;
}
