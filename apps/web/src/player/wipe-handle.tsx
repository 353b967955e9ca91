import { useRef } from 'react';
import styles from './viewer.module.css';

interface WipeHandleProps {
  /** 0 the left edge, 1 the right. */
  readonly at: number;
  readonly onMove: (at: number) => void;
  readonly leftName: string;
  readonly rightName: string;
}

/** The line between two pictures: drag it, or move it with the arrow keys while it has the focus. */
export function WipeHandle({ at, onMove, leftName, rightName }: WipeHandleProps) {
  const handle = useRef<HTMLDivElement>(null);
  const drag = (event: React.PointerEvent): void => {
    const box = handle.current?.parentElement?.getBoundingClientRect();
    if (box && event.buttons === 1) onMove(clamp((event.clientX - box.left) / box.width));
  };
  return (
    <>
      <span className={styles.wipeName} style={{ right: `calc(${(1 - at) * 100}% + 12px)` }}>
        {leftName}
      </span>
      <span className={styles.wipeName} style={{ left: `calc(${at * 100}% + 12px)` }}>
        {rightName}
      </span>
      <div
        ref={handle}
        className={styles.wipe}
        style={{ left: `${at * 100}%` }}
        role="slider"
        tabIndex={0}
        aria-label={`Wipe between ${leftName} and ${rightName}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(at * 100)}
        aria-valuetext={`${Math.round(at * 100)} % ${leftName}`}
        onPointerDown={(event) => {
          event.stopPropagation();
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={drag}
        onKeyDown={(event) => {
          const step = event.shiftKey ? 0.1 : 0.01;
          const moves: Record<string, number> = { ArrowLeft: at - step, ArrowRight: at + step, Home: 0, End: 1 };
          const next = moves[event.key];
          if (next === undefined) return;
          event.preventDefault();
          onMove(clamp(next));
        }}
      />
    </>
  );
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1, value));
}
