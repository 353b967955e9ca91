import { floatsToHalves, halvesToFloats, type LayerPasses, type TraceFrame } from '@backlot/kernels';
import { type GrainModel, measureGrain, readPicture, temperGrain } from '@backlot/media';
import type { CollapseSetUp } from '../set-up/solved-set-up.ts';
import type { BuildingModel } from '../structure/building-model.ts';
import type { CompositeBase, RelightTerms } from './composite/composite-frame.ts';
import { filterSky } from './frame/filter-sky.ts';
import {
  type CatcherGuide,
  chooseLayerSettings,
  copyPasses,
  hidePieces,
  makeCatcherGuide,
  renderRawLayers,
} from './frame/lit-layers.ts';
import { estimateLight } from './light/estimate-light.ts';
import { catcherTerms, irradiance, pieceTerms, type SceneLight } from './light/scene-light.ts';
import type { PlateFiles } from './plan-take.ts';
import { bakeAtlas } from './plate/bake-atlas.ts';
import { makeCleanPlate, termsAt } from './plate/clean-plate.ts';
import { readHoldout } from './plate/holdout.ts';
import { limitLift } from './plate/lift-limit.ts';
import { fitPlateToOutput } from './plate/output-plate.ts';
import { findPlateOwners } from './plate/plate-owner.ts';
import { type CollapseScene, makeCollapseScene } from './scene/collapse-scene.ts';
import type { FacadeAtlas } from './scene/facade-atlas.ts';
import { makeRestMatrices } from './scene/shutter-poses.ts';

/** Everything that all frames of a take share, as plain data: made once, handed to each frame worker. */
export interface PreparedTake {
  readonly base: CompositeBase;
  readonly atlas: FacadeAtlas;
  readonly guide: CatcherGuide;
  /** The plate's albedo where it shows the standing building, RGBA floats, for the tracer. */
  readonly restPicture: Float32Array;
  readonly grain: GrainModel;
}

/** Asks for what all frames share. */
export interface PrepareJob {
  readonly kind: 'prepare';
  readonly setUp: CollapseSetUp;
  readonly model: BuildingModel;
  readonly files: PlateFiles;
}

/** The proxy's outline is widened by this share of the picture's width: cornices, gutters, and the lens' blur. */
const OUTLINE_SHARE = 1 / 220;
const HIGHEST_REST_ALBEDO = 8;

/** Reads the plate, finds its light, takes the building out of it and its façades off it. */
export async function prepareTake({ setUp, model, files }: PrepareJob): Promise<PreparedTake> {
  const size = { widthPx: setUp.outputCamera.widthPx, heightPx: setUp.outputCamera.heightPx };
  const source = await readPicture(files.plate);
  const plate = roundToHalf(fitPlateToOutput(source, size, setUp.plateFromOutput));
  const supplied = files.cleanPlate && (await readPicture(files.cleanPlate));
  const { open, rest, guide } = renderLight(
    makeCollapseScene(setUp, model, { atlas: plainAtlas(model) }),
    setUp,
    model,
  );
  const mask = files.holdout === undefined ? undefined : await readPicture(files.holdout);
  const holdout = mask && readHoldout(mask, size, setUp.plateFromOutput);
  const isInFront = (pixel: number): boolean => (holdout?.[pixel] ?? 0) > 0;
  const ground = Uint8Array.from(rest.objectId, (id, pixel) =>
    id === model.pieces.length + 1 && !isInFront(pixel) ? 1 : 0,
  );
  const sunHeight = setUp.sunDirection[1];
  const liftLimits = limitLift({ ...size, plate, ground, standing: catcherTerms(rest), sunHeight });
  const light = estimateLight({
    plate,
    size,
    ground,
    catcher: catcherTerms(rest),
    pieces: pieceTerms(rest),
    sunHeight,
    skyToSun: setUp.parameters.sun.skyToSun,
  });
  const restIds = rest.objectId.map((id) => (id <= model.pieces.length ? id : 0));
  const owners = findPlateOwners(restIds, size, Math.max(2, Math.round(size.widthPx * OUTLINE_SHARE)));
  const camera = setUp.outputCamera;
  const cleanPlate = supplied
    ? fitPlateToOutput(supplied, size, setUp.plateFromOutput)
    : makeCleanPlate({
        plate,
        light,
        owners,
        liftLimits,
        camera,
        plan: setUp.building,
        standing: catcherTerms(rest),
        open: catcherTerms(open),
        openIds: open.objectId,
        openDepths: open.depth,
        groundId: model.pieces.length + 1,
        inFront: Uint8Array.from(restIds, (_, pixel) => (isInFront(pixel) ? 1 : 0)),
      });
  const atlas = bakeAtlas({
    model,
    camera,
    plate,
    cleanPlate,
    light,
    pieces: pieceTerms(rest),
    restIds: restIds.map((id, pixel) => (isInFront(pixel) ? 0 : id)),
  });
  const restPicture = divideByLight(plate, rest, light);
  const dressed = makeCollapseScene(setUp, model, { atlas, shown: { restPicture, owners } });
  dressed.scene.setRestPicture({ width: size.widthPx, height: size.heightPx, data: restPicture });
  const pieceAlbedo = renderDressed(dressed, setUp, model);
  const base = {
    light,
    plate,
    cleanPlate,
    rest: { ...keepTerms(rest), pieceAlbedo },
    open: keepTerms(open),
    owners,
    liftLimits,
    ...(holdout ? { holdout } : {}),
  };
  return { base, atlas, guide, restPicture, grain: temperGrain(measureGrain(source)) };
}

/** How the standing building is rendered: every piece at rest at every time sample. */
function poseAtRest(collapse: CollapseScene, setUp: CollapseSetUp, model: BuildingModel): TraceFrame {
  const { samplesPerPixel: samples } = setUp.parameters.output;
  const matrices = makeRestMatrices(model, collapse.instanceCount);
  const poses = new Float32Array(samples * matrices.length);
  for (let sample = 0; sample < samples; sample++) poses.set(matrices, sample * matrices.length);
  return { samples, poses, previousPoses: matrices, atRest: new Uint8Array(collapse.instanceCount).fill(1) };
}

/** The open street first, because the street's light is filtered along it; then the standing building. */
function renderLight(collapse: CollapseScene, setUp: CollapseSetUp, model: BuildingModel) {
  const settings = chooseLayerSettings(setUp);
  const atRest = poseAtRest(collapse, setUp, model);
  const bare = copyPasses(renderRawLayers(collapse, { ...atRest, masks: hidePieces(collapse) }, settings));
  const guide = makeCatcherGuide(bare);
  const open = filterSky(bare, guide, settings);
  const rest = filterSky(copyPasses(renderRawLayers(collapse, atRest, settings)), guide, settings);
  return { open, rest, guide };
}

/** The standing building once more with its façades on: light is the same bit for bit, albedo is what was missing. */
function renderDressed(collapse: CollapseScene, setUp: CollapseSetUp, model: BuildingModel): Float32Array {
  const atRest = poseAtRest(collapse, setUp, model);
  return renderRawLayers(collapse, atRest, chooseLayerSettings(setUp)).pieceAlbedo.slice();
}

/** What the EXR can hold: a pixel that stays the plate's must come back from the file as the same bits. */
function roundToHalf(floats: Float32Array): Float32Array {
  return halvesToFloats(floatsToHalves(floats));
}

function keepTerms(passes: LayerPasses): RelightTerms {
  const { pieceCoverage, pieceAlbedo, pieceSun, pieceSky, catcherCoverage, catcherSun, catcherSky } = passes;
  return { pieceCoverage, pieceAlbedo, pieceSun, pieceSky, catcherCoverage, catcherSun, catcherSky };
}

function divideByLight(plate: Float32Array, rest: LayerPasses, light: SceneLight): Float32Array {
  const terms = pieceTerms(rest);
  const picture = new Float32Array(terms.coverage.length * 4);
  for (let pixel = 0; pixel < terms.coverage.length; pixel++) {
    if ((terms.coverage[pixel] ?? 0) === 0) continue;
    for (const channel of [0, 1, 2] as const) {
      const gathered = Math.max(1e-4, irradiance(termsAt(terms, pixel), light, channel));
      picture[pixel * 4 + channel] = Math.min(HIGHEST_REST_ALBEDO, (plate[pixel * 3 + channel] ?? 0) / gathered);
    }
    picture[pixel * 4 + 3] = 1;
  }
  return picture;
}

function plainAtlas(model: BuildingModel): FacadeAtlas {
  return model.facades.map(({ id }) => ({ facade: id, width: 1, height: 1, data: new Float32Array(4).fill(0.3) }));
}
