import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { makeFilm } from '../results/make-film.ts';
import { makeNanPicture } from '../results/make-nan-picture.ts';
import { makePicture } from '../results/make-picture.ts';
import type { ResultFiles } from '../server/results.ts';
import type { RunFault } from './faults.ts';
import { findUpstream, orderUpstream, type PromptGraph } from './prompt-graph.ts';
import { readPngSize } from './read-png-size.ts';

/** One file that a saving node is to make. */
export interface RenderRequest {
  readonly graph: PromptGraph;
  /** Id of the node that saves. */
  readonly node: string;
  readonly kind: 'picture' | 'clip';
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationFrames: number;
  readonly framesPerSecond: number;
  /** Uploads that lead to the node, by the name that their loaders have. */
  readonly inputs: ReadonlyMap<string, Buffer>;
}

/** A made file; `extension` with its dot. */
export interface RenderedFile {
  readonly bytes: Buffer;
  readonly extension: string;
}

/** What a saving node is asked for, read off the nodes before it; `fault` bends it. */
export function describeRender(
  graph: PromptGraph,
  node: string,
  uploads: ReadonlyMap<string, Buffer>,
  fault?: RunFault,
): RenderRequest {
  const inputs = new Map([...uploads].filter(([name]) => isLoaded(graph, node, name)));
  const first = [...inputs.values()].map(readPngSize).find((size) => size !== undefined);
  const number = (names: readonly string[], otherwise: number) => Number(findUpstream(graph, node, names) ?? otherwise);
  const bend = (value: number, by: number) => (fault === 'other-film' ? value + by : value);
  return {
    graph,
    node,
    kind: graph[node]?.class_type === 'SaveVideo' ? 'clip' : 'picture',
    widthPx: bend(number(['width'], first?.widthPx ?? 64), 16),
    heightPx: number(['height'], first?.heightPx ?? 64),
    durationFrames: bend(number(['length', 'frames_number'], 9), 3),
    framesPerSecond: bend(number(['fps', 'frame_rate'], 24), 6),
    inputs,
  };
}

/**
 * One of `files`, or a picture or clip that depends on everything that was asked for: the same graph and uploads, the
 * same bytes.
 */
export function renderResult(request: RenderRequest, files: ResultFiles, fault?: RunFault): RenderedFile {
  const { widthPx, heightPx, durationFrames, framesPerSecond } = request;
  if (fault === 'nan-picture') return { bytes: makeNanPicture(widthPx, heightPx), extension: '.exr' };
  const given = files[request.kind === 'clip' ? 'video' : 'image'];
  if (given !== undefined) return { bytes: readFileSync(given), extension: extname(given) };
  const prompt = fingerprintOf(request);
  if (request.kind === 'picture') return { bytes: makePicture({ prompt, widthPx, heightPx }), extension: '.png' };
  const frameRate = [Math.round(framesPerSecond * 1000), 1000] as const;
  return { bytes: makeFilm({ prompt, widthPx, heightPx, frames: durationFrames, frameRate }), extension: '.mp4' };
}

function isLoaded(graph: PromptGraph, node: string, upload: string): boolean {
  return orderUpstream(graph, [node]).some((id) => Object.values(graph[id]?.inputs ?? {}).includes(upload));
}

function fingerprintOf({ graph, inputs }: RenderRequest): string {
  const hash = createHash('sha256').update(JSON.stringify(graph));
  for (const bytes of inputs.values()) hash.update(bytes);
  return hash.digest('hex');
}
