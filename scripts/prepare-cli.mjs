// Makes `npx backlot` work in a fresh clone: installs and builds, then returns to the command.
import { prepare } from './prepare.mjs';

prepare();
