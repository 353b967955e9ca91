import {
  createWatermarkReader,
  halveLuma,
  type LumaRaster,
  type TileGrid,
  type TileSighting,
  type WatermarkReader,
} from '@backlot/kernels';
import { knownChips } from './mark-code.ts';
import { drawCells } from './mark-pattern.ts';
import type { PictureSize } from './mark-picture.ts';

/** Sizes tried are so far apart that the chips at a picture's ends are off by 0.15 of a chip at most, of 0.3 if it is all mark. */
const STEP_CHIPS = 0.6;
/** No mark is wider than this, however wide the picture around it. */
const WIDEST_MARK_CHIPS = 160;
/** Two sightings within so many steps are the same one. */
const SAME_STEPS = 3;
/** Smaller chips are below what a reader can tell from noise. */
const LEAST_CHIP_PX = 2.7;
/** A picture is at least this many chips across (a strong crop) and at most so many (a small part of a screen). */
const [LEAST_CHIPS, MOST_CHIPS] = [60, 300];
/** Small pictures are searched up to here whatever their size: they may be cut out of larger ones. */
const SMALL_CHIP_PX = 12.8;
/** At least half a tile each way. */
const LEAST_CHIPS_A_SIDE = 16;
const WHITENING = { radiusPx: 4, floor: 0.5, clip: 2.5 } as const;
const KNOWN_TILE = drawCells(knownChips());

/** A place and size at which the known part of a mark may lie. `chipPx`: in pixels of the whole picture. */
export interface MarkCandidate {
  readonly reader: WatermarkReader;
  readonly grid: TileGrid;
  readonly sighting: TileSighting;
  readonly chipPx: number;
  /** Share of its size by which the next size tried differs. */
  readonly sizeStep: number;
}

/** Looks for the known part of a mark in the sum of frames of one size, whatever the scale and shift. */
export interface MarkSearch {
  /** One more frame's brightness, `widthPx` × `heightPx` bytes. */
  add(luma: Uint8Array): void;
  clear(): void;
  /** The likeliest sizes, best first, no more than `count`. */
  list(count: number): MarkCandidate[];
}

interface Level {
  readonly reader: WatermarkReader;
  readonly scale: number;
  readonly fromPx: number;
  readonly toPx: number;
}

/** A search for frames of one size; pictures too small to hold half a tile have no candidates. */
export function createMarkSearch(size: PictureSize): MarkSearch {
  const levels = planLevels(size);
  return {
    add(luma) {
      let raster: LumaRaster = { ...size, luma };
      let scale = 1;
      for (const level of levels) {
        for (; scale < level.scale; scale *= 2) raster = halveLuma(raster);
        level.reader.add(raster.luma);
      }
    },
    clear() {
      for (const { reader } of levels) reader.clear();
    },
    list: (count) => keepApart(levels.flatMap(seekSizes), count),
  };
}

/** Chips are looked for at 4..8 px, so that large ones cost no more than small ones: the picture is halved between. */
function planLevels({ widthPx, heightPx }: PictureSize): Level[] {
  const root = Math.sqrt(widthPx * heightPx);
  const least = Math.max(LEAST_CHIP_PX, root / MOST_CHIPS);
  const shorter = Math.min(widthPx, heightPx);
  const most = Math.min(Math.max(SMALL_CHIP_PX, root / LEAST_CHIPS), shorter / LEAST_CHIPS_A_SIDE);
  const levels: Level[] = [];
  for (let scale = 1; 4 * scale < most; scale *= 2) {
    const fromPx = Math.max(least, scale === 1 ? 0 : 4 * scale);
    const toPx = Math.min(most, 8 * scale);
    if (fromPx >= toPx) continue;
    const size = { widthPx: Math.floor(widthPx / scale), heightPx: Math.floor(heightPx / scale) };
    levels.push({ reader: createWatermarkReader(size, KNOWN_TILE, WHITENING), scale, fromPx, toPx });
  }
  return levels;
}

function seekSizes({ reader, scale, fromPx, toPx }: Level): MarkCandidate[] {
  const candidates: MarkCandidate[] = [];
  const longerPx = Math.max(reader.widthPx, reader.heightPx) * scale;
  for (let chipPx = fromPx; chipPx < toPx; ) {
    const cellPx = chipPx / scale / 2;
    const grid = { stepX: cellPx, stepY: cellPx, startX: 0, startY: 0 };
    const sizeStep = STEP_CHIPS / Math.min(WIDEST_MARK_CHIPS, longerPx / chipPx);
    candidates.push({ reader, grid, chipPx, sizeStep, sighting: reader.seek(grid) });
    chipPx *= 1 + sizeStep;
  }
  return candidates;
}

function keepApart(candidates: MarkCandidate[], count: number): MarkCandidate[] {
  const kept: MarkCandidate[] = [];
  for (const candidate of candidates.sort((a, b) => b.sighting.score - a.sighting.score)) {
    if (kept.length === count) break;
    const isNew = kept.every(({ chipPx, sizeStep }) => {
      return Math.abs(candidate.chipPx / chipPx - 1) > SAME_STEPS * sizeStep;
    });
    if (isNew) kept.push(candidate);
  }
  return kept;
}
