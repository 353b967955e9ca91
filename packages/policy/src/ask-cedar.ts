import { setFlagsFromString } from 'node:v8';
import {
  type AuthorizationAnswer,
  type StatefulAuthorizationCall,
  statefulIsAuthorized,
} from '@cedar-policy/cedar-wasm/nodejs';

// Node 20 (V8 11.3) ends the process ("unreachable code" in the deoptimizer) when a function into which it inlined this call
// is deoptimised during the call: every other run of 5,000 decisions. A call that is not inlined costs under a microsecond.
setFlagsFromString('--no-turbo-inline-js-wasm-calls');

/** Cedar's answer, or why there is none: it throws at text that is no Unicode. */
export function askCedar(call: StatefulAuthorizationCall): AuthorizationAnswer | string {
  try {
    return statefulIsAuthorized(call);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
