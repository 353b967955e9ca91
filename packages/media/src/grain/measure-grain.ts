import type { Picture } from '../picture/picture.ts';
import { type BlockStatistics, fitBlock } from './fit-block.ts';
import { type GrainModel, NO_GRAIN } from './grain-model.ts';

const BINS = 12;
const BLOCK_PX = 16;
/** Share of the calmest blocks of a bin that count as flat. */
const FLAT_SHARE = 0.15;
const LEAST_BLOCKS = 4;
/** A bin this many times rougher than the calm quarter of all bins, on a square-root scale, holds texture, not grain. */
const TEXTURE_FACTOR = 2.5;

/**
 * Measures grain where the plate is flat: blocks of 16 × 16 pixels, a plane taken off each, the calmest of each luma bin
 * kept; their residual's variance and lag-1 correlations make the model. The idea of AV1's noise model (AV1 specification,
 * 7.18.3; libaom `noise_model.c`) in a first, simple form. Bins without flat blocks take their neighbours' values.
 */
export function measureGrain(plate: Picture): GrainModel {
  const bins: BlockStatistics[][] = Array.from({ length: BINS }, () => []);
  for (let y = 0; y + BLOCK_PX <= plate.heightPx; y += BLOCK_PX) {
    for (let x = 0; x + BLOCK_PX <= plate.widthPx; x += BLOCK_PX) {
      const block = fitBlock(plate, x, y, BLOCK_PX);
      if (!block || block.isClipped) continue;
      bins[Math.min(BINS - 1, Math.floor(Math.sqrt(Math.min(1, Math.max(0, block.luma))) * BINS))]?.push(block);
    }
  }
  const flat = dropTexture(bins.map(keepFlat));
  const all = flat.flat();
  if (all.length < LEAST_BLOCKS) return NO_GRAIN;
  return {
    sigmaByBin: fillGaps(flat.map((blocks) => (blocks.length >= LEAST_BLOCKS ? sigmaOf(blocks) : undefined))),
    lag1: {
      horizontal: correlation(all, (block) => block.covarianceAcross),
      vertical: correlation(all, (block) => block.covarianceDown),
    },
    betweenChannels: betweenChannels(all),
  };
}

/** Plates fade, textures differ: the calmest blocks hold grain and little else. */
function keepFlat(blocks: BlockStatistics[]): BlockStatistics[] {
  const sorted = [...blocks].sort((a, b) => a.roughness - b.roughness);
  const limit = Math.max(LEAST_BLOCKS, Math.ceil(sorted.length * FLAT_SHARE));
  const calmest = sorted.slice(0, limit);
  // Blocks as calm as twice the median of those are grain too; using them all takes the bias out of "the calmest".
  const median = calmest[Math.floor(calmest.length / 2)]?.roughness ?? 0;
  return sorted.filter((block) => block.roughness <= median * 2);
}

/** Grain is about equal everywhere on a square-root scale (photon noise); a bin far above has no flat block to show it. */
function dropTexture(bins: BlockStatistics[][]): BlockStatistics[][] {
  const strengths = bins.map((blocks, bin) =>
    blocks.length < LEAST_BLOCKS ? Number.NaN : sigmaOf(blocks)[1] / Math.max(0.3, (2 * (bin + 0.5)) / BINS),
  );
  const sorted = strengths.filter(Number.isFinite).sort((a, b) => a - b);
  const limit = (sorted[Math.floor(sorted.length / 4)] ?? 0) * TEXTURE_FACTOR;
  return bins.map((blocks, bin) => ((strengths[bin] as number) <= limit ? blocks : []));
}

function sigmaOf(blocks: BlockStatistics[]): [number, number, number] {
  const sigma = (c: 0 | 1 | 2) => Math.sqrt(blocks.reduce((sum, block) => sum + block.variance[c], 0) / blocks.length);
  return [sigma(0), sigma(1), sigma(2)];
}

/** Covariances are pooled before dividing, so that calm blocks weigh little. */
function correlation(blocks: BlockStatistics[], covariance: (block: BlockStatistics) => number): number {
  const variance = blocks.reduce((sum, block) => sum + block.variance[1], 0);
  const value = variance > 0 ? blocks.reduce((sum, block) => sum + covariance(block), 0) / variance : 0;
  return Math.min(0.7, Math.max(0, value));
}

function betweenChannels(blocks: BlockStatistics[]): number {
  let covariance = 0;
  let scale = 0;
  for (const { variance, covarianceRedGreen } of blocks) {
    covariance += covarianceRedGreen;
    scale += Math.sqrt(variance[0] * variance[1]);
  }
  return scale > 0 ? Math.min(1, Math.max(0, covariance / scale)) : 0;
}

type Sigma = readonly [number, number, number];

function fillGaps(sigmas: readonly (Sigma | undefined)[]): Sigma[] {
  const known = sigmas.flatMap((sigma, bin) => (sigma ? [{ sigma, bin }] : []));
  return sigmas.map((sigma, bin) => {
    if (sigma) return sigma;
    const before = known.findLast((entry) => entry.bin < bin);
    const after = known.find((entry) => entry.bin > bin);
    if (!before || !after) return before?.sigma ?? after?.sigma ?? [0, 0, 0];
    const part = (bin - before.bin) / (after.bin - before.bin);
    const mix = (c: 0 | 1 | 2) => before.sigma[c] + (after.sigma[c] - before.sigma[c]) * part;
    return [mix(0), mix(1), mix(2)];
  });
}
