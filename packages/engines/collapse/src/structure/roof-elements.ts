import type { BlockPlan, MansardRoof } from '../set-up/solved-set-up.ts';
import type { Facade } from './building-model.ts';
import { describeFlatRoof } from './describe-facades.ts';
import { layOutParapet } from './facade-elements.ts';
import { buildSlab, layOutBearingWalls } from './floor-elements.ts';
import { describeGableFacades, layOutGable, measureGable } from './gable-roof.ts';
import { describeHipFacades, layOutHip } from './hip-cap.ts';
import { describeMansardFacades, layOutMansard, MANSARD_THICKNESS_M } from './mansard-roof.ts';
import type { RoofBase } from './placed-block.ts';
import { bandsAround, bandsBetween, convexParts, cutByBands } from './plan-bands.ts';
import { insetPolygon, type PlanPolygon } from './plan-polygon.ts';
import { makePrismElement, type UncutElement } from './uncut-element.ts';

/** A roof's pictures and elements. */
export interface LaidOutRoof {
  readonly facades: readonly Facade[];
  readonly elements: readonly UncutElement[];
}

/** Parapet, gable roof or mansard of a block; a flat roof's slab belongs to the floors. */
export function layOutRoof(block: BlockPlan, base: RoofBase): LaidOutRoof {
  const { outline, strips, make, firstId } = base;
  const { roof } = block;
  if (roof.kind === 'flat') {
    const levelM = block.levelsM[block.storeys] ?? block.heightM;
    return {
      facades: [describeFlatRoof(outline, levelM, firstId)],
      elements: layOutParapet(block, strips, make),
    };
  }
  if (roof.kind === 'gable') {
    const gable = measureGable(block, roof, base);
    return {
      facades: describeGableFacades(gable, outline, firstId),
      elements: layOutGable(gable, outline, { ...base, storey: block.storeys }),
    };
  }
  return layOutMansardRoof(block, roof, base);
}

function layOutMansardRoof(block: BlockPlan, roof: MansardRoof, base: RoofBase): LaidOutRoof {
  const { outline, strips, firstId } = base;
  const top = insetPolygon(outline, roof.insetM);
  const deckM = block.heightM + roof.steepM;
  const levelM = deckM + block.slabThicknessM;
  const firstUpper = firstId + outline.length;
  const cap = { outline: top, levelM, rise: roof.upperRise, storey: block.storeys, firstId: firstUpper };
  const isLevel = roof.upperRise === 0;
  return {
    facades: [
      ...describeMansardFacades(block, roof, outline, firstId),
      ...(isLevel ? [describeFlatRoof(top, levelM, firstUpper)] : describeHipFacades(cap)),
    ],
    elements: [
      ...layOutMansard(block, roof, outline, { strips, firstId }),
      ...layOutAttic(block, roof, base),
      ...layOutDeck(block, base, { top, deckM, facade: isLevel ? firstUpper : -1 }),
      ...(isLevel ? [] : layOutHip(cap)),
    ],
  };
}

/** What carries a mansard's deck: the bearing walls or the columns of the storeys below. */
function layOutAttic(block: BlockPlan, roof: MansardRoof, { outline, grid }: RoofBase): UncutElement[] {
  const parts = convexParts(insetPolygon(outline, roof.insetM + MANSARD_THICKNESS_M));
  const heights = { storey: block.storeys, bottomM: block.heightM, topM: block.heightM + roof.steepM };
  if (block.structure.kind === 'masonry') return layOutBearingWalls(parts, grid, heights);
  const { columnM } = block.structure;
  return cutByBands(parts, grid, bandsAround(grid.uLines, columnM), bandsAround(grid.vLines, columnM)).map(
    ({ corners }) =>
      makePrismElement({
        kind: 'column',
        material: 'concrete',
        facade: -1,
        plan: corners,
        sides: corners.map(() => 'plaster'),
        bottom: 'concrete',
        top: 'concrete',
        axis: grid.uAxis,
        ...heights,
      }),
  );
}

/** The level slabs on top of a mansard's steep part, one a bay; the roof itself, or what a shallow cap stands on. */
function layOutDeck(
  block: BlockPlan,
  { grid }: RoofBase,
  { top, deckM, facade }: { readonly top: PlanPolygon; readonly deckM: number; readonly facade: number },
): UncutElement[] {
  const open = (lines: readonly number[]): number[] => [-FAR_M, ...lines.slice(1, -1), FAR_M];
  const cells = cutByBands(convexParts(top), grid, bandsBetween(open(grid.uLines)), bandsBetween(open(grid.vLines)));
  return cells.map(({ corners, tags }) => {
    const slab = {
      plan: corners,
      storey: block.storeys,
      bottomM: deckM,
      topM: deckM + block.slabThicknessM,
      facade,
      axis: grid.uAxis,
    };
    return buildSlab(
      slab,
      tags.map((tag) => (tag < 0 || facade < 0 ? 'concrete' : 'reveal')),
    );
  });
}

/** Beyond every plan. */
const FAR_M = 1e6;
