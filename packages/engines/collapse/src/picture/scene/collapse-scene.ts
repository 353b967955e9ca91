import {
  createTraceScene,
  floatsToHalves,
  type TraceCamera,
  type TraceInstance,
  type TraceScene,
  traceMask,
} from '@backlot/kernels';
import type { CollapseSetUp, SolvedCamera } from '../../set-up/solved-set-up.ts';
import { dot } from '../../set-up/vector.ts';
import type { BuildingModel, Facade } from '../../structure/building-model.ts';
import { makeGroundMesh, makeNeighbourMesh } from './catcher-mesh.ts';
import type { FacadeAtlas } from './facade-atlas.ts';
import { makePieceMesh, type SurfaceMaterials } from './piece-mesh.ts';
import { type PlateShown, placeOnPlate } from './plate-picture.ts';
import { addRoomFinishes } from './room-finish.ts';
import { toneBrick } from './tone-brick.ts';

/** The tracer's scene of one take: instance i < pieceCount is piece i, then the ground, then the neighbours. */
export interface CollapseScene {
  readonly scene: TraceScene;
  readonly pieceCount: number;
  readonly instanceCount: number;
  readonly camera: TraceCamera;
}

/** Puts all pieces, the ground and the neighbours into a tracer of their own; to be done once in each worker. */
export function makeCollapseScene(
  setUp: CollapseSetUp,
  model: BuildingModel,
  { atlas, shown }: { readonly atlas: FacadeAtlas; readonly shown?: PlateShown },
): CollapseScene {
  const scene = createTraceScene();
  const surfaces = addMaterials(scene, setUp, { model, atlas, shown });
  const { outputCamera } = setUp;
  const surroundings = { surfaces, eyeM: outputCamera.positionM, onPlate: shown && placeOnPlate(shown, outputCamera) };
  const catcher = scene.addMaterial({ kind: 'plain', colour: [0.3, 0.3, 0.3] });
  const instances: TraceInstance[] = model.pieces.map((piece) => ({
    mesh: scene.addMesh(makePieceMesh(model, piece, surroundings)),
    objectId: piece.id + 1,
    mask: traceMask.piece | traceMask.shadow,
    restOffset: piece.restOriginM,
  }));
  const catchers = [
    makeGroundMesh(catcher),
    ...setUp.parameters.neighbours.map((box) => makeNeighbourMesh(box, catcher)),
  ];
  for (const [index, mesh] of catchers.entries()) {
    const objectId = model.pieces.length + 1 + index;
    instances.push({ mesh: scene.addMesh(mesh), objectId, mask: traceMask.catcher | traceMask.shadow });
  }
  scene.setInstances(instances);
  return {
    scene,
    pieceCount: model.pieces.length,
    instanceCount: instances.length,
    camera: toTraceCamera(setUp.outputCamera),
  };
}

/** A solved camera in the tracer's form. */
function toTraceCamera(camera: SolvedCamera): TraceCamera {
  const [a, b, c, d, e, f, g, h, i] = camera.rotation;
  const [x, y, z] = camera.positionM;
  return {
    width: camera.widthPx,
    height: camera.heightPx,
    focalPx: camera.focalPx,
    principalPx: camera.principalPx,
    pose: Float64Array.from([a, b, c, x, d, e, f, y, g, h, i, z], (value) => value ?? 0),
  };
}

function addMaterials(
  scene: TraceScene,
  setUp: CollapseSetUp,
  {
    model,
    atlas,
    shown,
  }: { readonly model: BuildingModel; readonly atlas: FacadeAtlas; readonly shown: PlateShown | undefined },
): SurfaceMaterials {
  const { levelsM } = setUp.building;
  const storeyM = ((levelsM.at(-1) ?? 3) - (levelsM[1] ?? 0)) / Math.max(1, levelsM.length - 2);
  const pictures = atlas.map((texture) => ({
    kind: 'texture' as const,
    texture: scene.addTexture(texture),
    ...planeOf(model.facades[texture.facade]),
  }));
  return {
    byFacade: pictures.map((picture) => scene.addMaterial(picture)),
    panes: pictures.map((picture) => scene.addMaterial({ ...picture, isGlazed: true })),
    plate: shown ? addPlate(scene, setUp.outputCamera, shown) : 0,
    rooms: addRoomFinishes(scene, { storeyM, baseM: levelsM[1] ?? 0 }),
    procedural: {
      brick: scene.addMaterial({ kind: 'brick', ...toneBrick(model, atlas), relief: 0.55 }),
      concrete: scene.addMaterial({ kind: 'concrete', colour: [0.4, 0.385, 0.36], rebarM: 0.18, relief: 0.5 }),
      glass: scene.addMaterial({ kind: 'plain', colour: [0.1, 0.15, 0.13] }),
      timber: scene.addMaterial({ kind: 'plain', colour: [0.3, 0.2, 0.12] }),
      tile: scene.addMaterial({ kind: 'plain', colour: [0.3, 0.16, 0.11] }),
    },
  };
}

function addPlate(scene: TraceScene, { widthPx: width, heightPx: height }: SolvedCamera, shown: PlateShown): number {
  const texture = scene.addTexture({ width, height, data: floatsToHalves(shown.restPicture) });
  return scene.addMaterial({ kind: 'texture', texture });
}

function planeOf(facade: Facade | undefined) {
  if (!facade) return {};
  const { normal, originM } = facade;
  return { plane: { normal, distanceM: dot(normal, originM) } };
}
