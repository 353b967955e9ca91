import type { Stroke } from '@backlot/film';
import type { Pass, Picture } from '@backlot/server';
import { useEffect, useState } from 'react';
import { DrawingLayer } from '../notes/drawing-layer.tsx';
import { DrawingTools } from '../notes/drawing-tools.tsx';
import type { DrawingTool } from '../notes/note-draft.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { PassBar } from './pass-bar.tsx';
import { PASS_NAMES } from './pass-names.ts';
import { Timeline, type TimelineMark } from './timeline.tsx';
import { TransportBar } from './transport-bar.tsx';
import type { UsedPlayer } from './use-frame-player.ts';
import { usePlayhead } from './use-playhead.ts';
import type { WipeControl } from './use-wipe.ts';
import styles from './viewer.module.css';
import { WipeHandle } from './wipe-handle.tsx';

/** What the viewer needs to draw on a frame. */
export interface DrawingControl {
  /** Whether one may write notes on this take. */
  readonly isOffered: boolean;
  readonly isDrawing: boolean;
  readonly tool: DrawingTool;
  readonly colour: string;
  readonly setTool: (tool: DrawingTool) => void;
  readonly setColour: (colour: string) => void;
  readonly toggle: () => void;
  readonly add: (stroke: Stroke) => void;
  readonly undo: (() => void) | undefined;
}

interface ViewerProps {
  readonly picture: Picture;
  readonly used: UsedPlayer;
  readonly passes: readonly Pass[];
  readonly pass: Pass;
  readonly onPass: (pass: Pass) => void;
  readonly wipe: WipeControl;
  readonly drawing: DrawingControl;
  readonly strokesOf: (frame: number) => readonly Stroke[];
  readonly marks: readonly TimelineMark[];
  /** Shown over the picture while another version is on screen. */
  readonly sideName: string | undefined;
  /** What stands right of the passes: the sides of the version stack. */
  readonly sides: React.ReactNode;
}

/** The picture, exactly one frame at a time, and all that moves through it. */
export function Viewer({
  picture,
  used,
  passes,
  pass,
  onPass,
  wipe,
  drawing,
  strokesOf,
  marks,
  sideName,
  sides,
}: ViewerProps) {
  const { playhead, handle, setCanvas } = used;
  const failure = usePlayhead(playhead, 'failure');
  return (
    <section className={styles.viewer} aria-label="Player">
      <div className={styles.top}>
        <PassBar passes={passes} shown={pass} onShow={onPass} />
        {sides}
      </div>
      <div className={styles.stage}>
        <div
          className={styles.frameBox}
          style={{ '--ratio': picture.widthPx / picture.heightPx } as React.CSSProperties}
        >
          <canvas
            ref={setCanvas}
            className={styles.canvas}
            width={picture.widthPx}
            height={picture.heightPx}
            role="img"
            aria-label={`${PASS_NAMES[pass]} of the take`}
            data-testid="picture"
          />
          <FrameDrawing picture={picture} used={used} drawing={drawing} strokesOf={strokesOf} />
          {wipe.at !== undefined && !drawing.isDrawing && (
            <WipeHandle at={wipe.at} onMove={wipe.move} leftName="Plate" rightName={PASS_NAMES[pass]} />
          )}
          {drawing.isDrawing && (
            <DrawingTools
              tool={drawing.tool}
              colour={drawing.colour}
              onTool={drawing.setTool}
              onColour={drawing.setColour}
              onUndo={drawing.undo}
              onDone={drawing.toggle}
            />
          )}
          {sideName && <span className={styles.side}>{sideName}</span>}
          <Waiting used={used} />
        </div>
        {failure && (
          <div className={styles.failure}>
            <ProblemNotice error={new Error(failure)} />
          </div>
        )}
      </div>
      <Timeline picture={picture} playhead={playhead} player={handle?.player} marks={marks} />
      <TransportBar picture={picture} playhead={playhead} player={handle?.player}>
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={wipe.at !== undefined}
          disabled={!wipe.isPossible}
          onClick={wipe.toggle}
          title="Wipe against the plate (W)"
        >
          Wipe
        </button>
        {drawing.isOffered && (
          <button
            type="button"
            className={styles.toggle}
            aria-pressed={drawing.isDrawing}
            onClick={drawing.toggle}
            title="Draw on this frame (D)"
          >
            Draw
          </button>
        )}
      </TransportBar>
    </section>
  );
}

/** Drawings of exactly the frame on screen; hidden while another version is on screen. */
function FrameDrawing({
  picture,
  used,
  drawing,
  strokesOf,
}: Pick<ViewerProps, 'picture' | 'used' | 'drawing' | 'strokesOf'>) {
  const frame = usePlayhead(used.playhead, 'frame');
  const pen = drawing.isDrawing ? { tool: drawing.tool, colour: drawing.colour } : undefined;
  return <DrawingLayer picture={picture} strokes={strokesOf(frame)} pen={pen} onDraw={drawing.add} />;
}

const WAIT_SHOWN_AFTER_MS = 300;

/** Says so when the frame takes long to come. */
function Waiting({ used }: { readonly used: UsedPlayer }) {
  const isWaiting = usePlayhead(used.playhead, 'isWaiting');
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isWaiting) return setLong(false);
    const timer = setTimeout(() => setLong(true), WAIT_SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isLong ? (
    <span className={styles.waiting} role="status">
      Loading frame
    </span>
  ) : null;
}
