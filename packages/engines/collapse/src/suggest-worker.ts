import { serveWorkerJobs } from '@backlot/kernels';
import { analysePlateFile, type PlateFile } from './plate-analysis/suggest-from-file.ts';
import type { SetUpSuggestion } from './plate-analysis/suggestion.ts';

serveWorkerJobs<PlateFile, SetUpSuggestion>(async (plate) => ({ result: await analysePlateFile(plate) }));
