/** A piece of an axis and how much each pixel made of it counts; all pieces' weights of a pixel add up to 1. */
export interface TileSpan {
  /** In the picture that goes in. */
  readonly startPx: number;
  /** One for each pixel that comes out. */
  readonly weights: Float32Array;
}

/** How an axis is cut: pieces of one length of which neighbours share at least so much. */
export interface TileAxis {
  readonly lengthPx: number;
  readonly tilePx: number;
  readonly overlapPx: number;
  /** Pixels that come out for each that goes in. */
  readonly scale: number;
}

/**
 * Cuts an axis into pieces, spread evenly. Where two overlap, the outer quarter of each counts nothing, since a model sees too
 * little around it, and in between they are blended. An axis shorter than a piece has one, which reaches beyond it.
 */
export function layTiles({ lengthPx, tilePx, overlapPx, scale }: TileAxis): readonly TileSpan[] {
  const count = Math.max(1, Math.ceil((lengthPx - overlapPx) / (tilePx - overlapPx)));
  const starts = Array.from({ length: count }, (_, i) =>
    count === 1 ? 0 : Math.round((i * (lengthPx - tilePx)) / (count - 1)),
  );
  const spans = starts.map((startPx, i) => {
    const [previous, next] = [starts[i - 1], starts[i + 1]];
    const before = previous === undefined ? 0 : (previous + tilePx - startPx) * scale;
    const after = next === undefined ? 0 : (startPx + tilePx - next) * scale;
    const weights = Float32Array.from({ length: tilePx * scale }, (_, x) =>
      Math.min(ramp(x, before), ramp(tilePx * scale - 1 - x, after)),
    );
    return { startPx, weights };
  });
  return spans.map((span) => normalise(span, spans, scale));
}

/** 0 in the first quarter of an overlap, 1 from its last quarter on, and even in between. */
function ramp(x: number, overlapPx: number): number {
  if (overlapPx === 0) return 1;
  return Math.min(1, Math.max(0, (2 * (x + 0.5)) / overlapPx - 0.5));
}

function normalise({ startPx, weights }: TileSpan, spans: readonly TileSpan[], scale: number): TileSpan {
  const sumAt = (x: number): number =>
    spans.reduce((sum, other) => sum + (other.weights[x + (startPx - other.startPx) * scale] ?? 0), 0);
  return { startPx, weights: weights.map((weight, x) => (weight === 0 ? 0 : weight / sumAt(x))) };
}
