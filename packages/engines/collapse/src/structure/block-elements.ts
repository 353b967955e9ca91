import type { BlockPlan } from '../set-up/solved-set-up.ts';
import type { Facade } from './building-model.ts';
import { placeCore } from './core-elements.ts';
import { layOutMasonryWalls } from './facade-elements.ts';
import { describeStrip, type FacadeStrip } from './facade-strip.ts';
import { describeMasonryGrid, type FloorGrid, layOutMasonryFloors } from './floor-elements.ts';
import { layOutFrameFacades, panelMake } from './frame-facade.ts';
import { layOutFrameFloors } from './frame-floors.ts';
import { describeFrameGrid, ringDepths } from './frame-grid.ts';
import { findHidden, hideWalls } from './hidden-walls.ts';
import type { PlacedBlock } from './placed-block.ts';
import { insetPolygon, type PlanPolygon } from './plan-polygon.ts';
import { layOutRoof } from './roof-elements.ts';
import type { BlockRooms } from './rooms.ts';
import type { UncutElement } from './uncut-element.ts';
import type { WallMake } from './wall-elements.ts';

/** A block as elements, with the pictures that its walls and its roof carry. */
export interface LaidOutBlock {
  readonly roofs: readonly Facade[];
  readonly elements: readonly UncutElement[];
  readonly rooms: BlockRooms;
}

/** What carries a block, floor by floor. */
interface BlockBody {
  readonly grid: FloorGrid;
  readonly make: WallMake;
  readonly wallM: number;
  readonly elements: readonly UncutElement[];
}

/** Walls, frame, floors and roof of one block. `walls` are its sides' façades; its roof's begin at `firstRoof`. */
export function layOutBlock(
  { block, outline }: PlacedBlock,
  place: {
    readonly walls: readonly Facade[];
    readonly firstRoof: number;
    readonly others: readonly PlacedBlock[];
  },
): LaidOutBlock {
  const { walls, firstRoof, others } = place;
  const hidden = findHidden(outline, others);
  const strips = outline.map((_, side) =>
    describeStrip(outline, side, { facade: walls[side]?.id ?? side, hidden: hidden[side] ?? [] }),
  );
  const roofFacade = block.roof.kind === 'flat' ? firstRoof : -1;
  const body = layOutBody(block, outline, { strips, roofFacade });
  const { grid, make, wallM } = body;
  const roof = layOutRoof(block, { outline, strips, grid, make, wallM, walls, others, firstId: firstRoof });
  return {
    roofs: roof.facades,
    elements: hideWalls([...body.elements, ...roof.elements], strips),
    rooms: { grid, levelsM: block.levelsM },
  };
}

function layOutBody(
  block: BlockPlan,
  outline: PlanPolygon,
  { strips, roofFacade }: { readonly strips: readonly FacadeStrip[]; readonly roofFacade: number },
): BlockBody {
  const { structure, wallThicknessM } = block;
  if (structure.kind === 'masonry') {
    const grid = describeMasonryGrid(block, outline);
    const make: WallMake = { layer: { nearM: 0, farM: wallThicknessM }, material: 'masonry', core: 'brick' };
    return {
      grid,
      make,
      wallM: wallThicknessM,
      elements: [
        ...layOutMasonryWalls(block, strips, make),
        ...layOutMasonryFloors(block, outline, { grid, roofFacade }),
      ],
    };
  }
  const grid = describeFrameGrid(block, structure, outline, strips);
  const { farM } = ringDepths(structure);
  const core = placeCore(structure, grid, insetPolygon(outline, farM));
  return {
    grid,
    make: panelMake(structure),
    wallM: farM,
    elements: [
      ...layOutFrameFacades(block, structure, strips),
      ...layOutFrameFloors(block, structure, outline, { grid, core, roofFacade }),
    ],
  };
}
