// `npm start`: install, build, then `backlot start` in this same process, so that Ctrl-C reaches one process only.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './prepare.mjs';

prepare();
process.argv = [process.argv[0], join(root, 'apps/cli/bin/backlot.mjs'), 'start', ...process.argv.slice(2)];
await import(pathToFileURL(join(root, 'apps/cli/bin/backlot.mjs')).href);
