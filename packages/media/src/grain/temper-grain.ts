import type { GrainModel } from './grain-model.ts';

/** Grain may exceed the calmest tone's by this factor at equal exposure; more than that is texture that looked flat. */
const MOST_ABOVE_CALMEST = 1.4;
/** Linear luma that stands for read noise, so that black keeps a little grain. */
const READ_NOISE_LUMA = 0.002;

/**
 * Keeps a measured model within what film and sensors do: variance grows with light, σ ∝ √luma. A street's stones and a
 * façade's bricks look like strong grain in the tones where nothing flat exists; the calmest tone bounds them.
 */
export function temperGrain(model: GrainModel): GrainModel {
  const bins = model.sigmaByBin.length;
  const exposure = model.sigmaByBin.map((_, bin) => {
    const luma = (bin + 0.5) / bins;
    return Math.sqrt(luma * luma + READ_NOISE_LUMA);
  });
  const calmest = [0, 1, 2].map((channel) =>
    Math.min(...model.sigmaByBin.map((sigma, bin) => (sigma[channel] ?? 0) / (exposure[bin] ?? 1))),
  );
  const bounded = model.sigmaByBin.map((sigma, bin) => {
    const most = (channel: 0 | 1 | 2): number =>
      Math.min(sigma[channel], MOST_ABOVE_CALMEST * (calmest[channel] ?? 0) * (exposure[bin] ?? 1));
    return [most(0), most(1), most(2)] as const;
  });
  return { ...model, sigmaByBin: bounded };
}
