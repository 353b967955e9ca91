import type { BackEndAdapter } from '@backlot/engine';
import { elevenlabs } from './elevenlabs.ts';
import { fal } from './fal.ts';
import { google } from './google.ts';
import { luma } from './luma.ts';
import { openai } from './openai.ts';
import { replicate } from './replicate.ts';
import { runway } from './runway.ts';

/** Services that run models for whoever has a key. ComfyUI is opened with its workflows: `openBackEnds`. */
export const backEnds: readonly BackEndAdapter[] = [openai, google, fal, replicate, luma, runway, elevenlabs];
