import type { Stroke } from '@backlot/film';
import type { Picture } from '@backlot/server';
import { useState } from 'react';
import { arrowPoints } from './arrow-points.ts';
import { type DrawingTool, STROKE_WIDTH } from './note-draft.ts';
import styles from './notes.module.css';

interface DrawingLayerProps {
  readonly picture: Picture;
  /** What is drawn on the frame on screen. */
  readonly strokes: readonly Stroke[];
  /** Undefined while nobody draws. */
  readonly pen: { readonly tool: DrawingTool; readonly colour: string } | undefined;
  readonly onDraw: (stroke: Stroke) => void;
}

type Point = readonly [number, number];
const MAX_POINTS = 4000;
const CORNER: Point = [0, 0];

/** Drawings over the picture, in the picture's own measure. */
export function DrawingLayer({ picture, strokes, pen, onDraw }: DrawingLayerProps) {
  const [line, setLine] = useState<readonly Point[]>();
  const aspect = picture.widthPx / picture.heightPx;
  const toStroke = (points: readonly Point[], { tool, colour }: NonNullable<typeof pen>): Stroke => {
    const first = points[0] ?? CORNER;
    const last = points.at(-1) ?? CORNER;
    return { points: tool === 'arrow' ? arrowPoints(first, last, aspect) : points, colour, width: STROKE_WIDTH };
  };
  const shown = line && pen ? [...strokes, toStroke(line, pen)] : strokes;
  return (
    <svg
      className={styles.drawing}
      data-drawing={pen !== undefined}
      viewBox={`0 0 ${picture.widthPx} ${picture.heightPx}`}
      role="img"
      aria-label={strokes.length === 0 ? 'No drawing on this frame' : `${strokes.length} drawn lines on this frame`}
      onPointerDown={(event) => {
        if (!pen || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setLine([pointOf(event)]);
      }}
      onPointerMove={(event) => {
        if (!line || line.length >= MAX_POINTS) return;
        const point = pointOf(event);
        setLine([...line, point]);
      }}
      onPointerUp={() => {
        if (line && pen) onDraw(toStroke(line, pen));
        setLine(undefined);
      }}
      onPointerCancel={() => setLine(undefined)}
    >
      {shown.map((stroke, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added at the end and have no other name
        <StrokeLine key={`${index}-${stroke.points.length}`} stroke={stroke} picture={picture} />
      ))}
    </svg>
  );
}

function StrokeLine({ stroke, picture }: { readonly stroke: Stroke; readonly picture: Picture }) {
  const points = stroke.points.map(([x, y]) => `${x * picture.widthPx},${y * picture.heightPx}`);
  const line = points.length === 1 ? [...points, ...points] : points;
  const width = stroke.width * picture.widthPx;
  return (
    <g fill="none" strokeLinecap="round" strokeLinejoin="round">
      <polyline points={line.join(' ')} stroke="#000" strokeOpacity={0.45} strokeWidth={width * 1.7} />
      <polyline points={line.join(' ')} stroke={stroke.colour} strokeWidth={width} />
    </g>
  );
}

function pointOf(event: React.PointerEvent): Point {
  const box = event.currentTarget.getBoundingClientRect();
  const inside = (value: number): number => Math.round(Math.max(0, Math.min(1, value)) * 1e5) / 1e5;
  return [inside((event.clientX - box.left) / box.width), inside((event.clientY - box.top) / box.height)];
}
