import type { VendorProtocol } from '../server/vendor-protocol.ts';
import { elevenlabs } from './elevenlabs.ts';
import { fal } from './fal.ts';
import { google } from './google.ts';
import { luma } from './luma.ts';
import { openai } from './openai.ts';
import { replicate } from './replicate.ts';
import { runway } from './runway.ts';

/** Every vendor whose protocol is spoken here. */
export const vendors: readonly VendorProtocol[] = [fal, openai, replicate, elevenlabs, google, luma, runway];
