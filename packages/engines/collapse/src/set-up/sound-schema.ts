import { z } from 'zod';

/** How a take sounds, and in which files. See docs/guide/collapse-set-up.md. */
export const soundSchema = z
  .strictObject({
    /** WAV files beside the films; the films carry stereo with any of them. `none`: neither files nor sound in the films. */
    layout: z.enum(['stereo', '5.1', 'both', 'none']).default('stereo'),
    /** Integrated loudness (EBU R 128) to bring it to. Default: as loud as it is at the camera. */
    loudnessLufs: z.number().min(-40).max(-10).optional(),
    /** Sound takes its time from the building to the camera. */
    distanceDelay: z.boolean().default(true),
    /** Air takes the high tones on the way. */
    airAbsorption: z.boolean().default(true),
    /** Level of the street's echoes: 0 none, 1 as walls give back. */
    reverb: z.number().min(0).max(2).default(1),
  })
  .readonly();
