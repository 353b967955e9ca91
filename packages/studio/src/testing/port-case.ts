import type { StudioPorts } from '../studio.ts';

/** What a case may use: the ports under test, a folder for foreign files, and names that no other case uses. */
interface PortCaseContext {
  readonly ports: Pick<StudioPorts, 'records' | 'files' | 'jobs' | 'events'>;
  readonly folder: string;
  readonly name: string;
}

/** One promise that every implementation of the ports keeps. */
export interface PortCase {
  readonly promise: string;
  readonly run: (context: PortCaseContext) => Promise<void>;
}
