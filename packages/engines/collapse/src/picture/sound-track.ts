import { join } from 'node:path';
import type { EngineOutput, EngineRunContext } from '@backlot/engine';
import { createWorkerPool } from '@backlot/kernels';
import { addSound } from '@backlot/media';
import type { CollapseParameters, OutputParameters } from '../set-up/collapse-parameters.ts';
import { SAMPLE_RATE_HZ, sampleAtFrame } from '../sound/sample-time.ts';
import type { SoundJob, SoundMade } from '../sound/write-take-sound.ts';
import { chooseCodecs, filmName } from './encode-take.ts';
import { stereoName, surroundName } from './output/frame-names.ts';

/** Sound that is being made in a thread of its own. */
export interface SoundTrack {
  /** Puts the sound into the finished films; resolves with the time that making it took. */
  readonly layUnderFilms: () => Promise<SoundMade>;
  readonly stop: () => Promise<unknown>;
}

/** What the sound is made from, once `simulated` has resolved. */
export interface SoundTrackSources extends Pick<SoundJob, 'setUp' | 'pieces' | 'seed' | 'simulationDir'> {
  readonly simulated: Promise<unknown>;
}

/** Begins to make a take's sound as soon as its last frame has moved; undefined where the set-up wants none. */
export function startSoundTrack(
  { outDir, workDir, parameters, signal }: EngineRunContext<CollapseParameters>,
  { simulated, ...sources }: SoundTrackSources,
): SoundTrack | undefined {
  const { sound } = parameters.output;
  if (sound.layout === 'none') return undefined;
  const pool = createWorkerPool<SoundJob, SoundMade>({
    workerUrl: new URL('../../dist/sound-worker.js', import.meta.url),
    threads: 1,
  });
  // The films' own stereo is scratch where only 5.1 is asked for.
  const stereoPath = join(sound.layout === '5.1' ? workDir : outDir, stereoName);
  const surroundPath = sound.layout === 'stereo' ? undefined : join(outDir, surroundName);
  const made = simulated.then(() => pool.run({ ...sources, stereoPath, surroundPath }));
  // A failure is heard when the films are done; until then it must not count as unhandled.
  made.catch(() => {});
  return {
    stop: () => pool.close(),
    layUnderFilms: async () => {
      const figures = await made;
      for (const codec of chooseCodecs(parameters.output)) {
        const path = join(outDir, filmName(codec));
        await addSound({ videoPath: path, soundPath: stereoPath, path, signal });
      }
      return figures;
    },
  };
}

/** The sound files of a take, as its outputs name them. */
export function nameSounds({ sound }: OutputParameters): readonly EngineOutput[] {
  const names = { stereo: [stereoName], '5.1': [surroundName], both: [stereoName, surroundName], none: [] };
  return names[sound.layout].map((name) => ({ role: 'sound', name, mediaType: 'audio/wav' }));
}

/** What inspection may expect of them; a film that ends before anything falls is rightly silent. */
export function expectSounds(output: OutputParameters) {
  const count = nameSounds(output).length;
  const durationS = sampleAtFrame(output.durationFrames, output.frameRate) / SAMPLE_RATE_HZ;
  return count === 0 ? {} : { sounds: { count, durationS, mayBeSilent: true } };
}
