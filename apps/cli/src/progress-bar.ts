import type { Writable } from 'node:stream';

/** How far something has come, as the terminal shows it. `fraction` is 0..1; `remainingMs` is absent while unknown. */
export interface ShownProgress {
  readonly stage: string;
  readonly fraction: number;
  readonly remainingMs?: number | undefined;
  /** What it is doing, or waiting for. */
  readonly message?: string;
}

/** A progress display on one stream: `show` as often as you like, `end` once. */
export interface ProgressBar {
  readonly show: (progress: ShownProgress) => void;
  readonly end: () => void;
}

const BAR_WIDTH = 28;
const REDRAW_EVERY_MS = 80;

/**
 * A bar that redraws itself on a terminal, and one line a stage, message or ten percent where there is none (logs, CI).
 * `nowMs` is the clock, for tests.
 */
export function createProgressBar(
  stream: Writable & { isTTY?: boolean; columns?: number },
  nowMs: () => number = Date.now,
): ProgressBar {
  return stream.isTTY ? createTerminalBar(stream, nowMs) : createLogBar(stream);
}

/** `[########----] 42 %  rendering  1 min 05 s left` */
export function formatProgress(progress: ShownProgress, columns = 100): string {
  const filled = Math.round(clamp(progress.fraction) * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  const left = progress.remainingMs === undefined ? '' : `  ${formatDuration(progress.remainingMs)} left`;
  return `${bar} ${formatPercent(progress.fraction)}  ${progress.stage}${saidOf(progress)}${left}`.slice(
    0,
    Math.max(20, columns - 1),
  );
}

/** `4.2 s`, `1 min 05 s`, `2 h 03 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, ms / 1000);
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

function createTerminalBar(stream: Writable & { columns?: number }, nowMs: () => number): ProgressBar {
  let drawnAtMs = Number.NEGATIVE_INFINITY;
  let latest: ShownProgress | undefined;
  const draw = () => {
    if (latest) stream.write(`\r\u001b[2K${formatProgress(latest, stream.columns)}`);
  };
  return {
    show: (progress) => {
      latest = progress;
      if (nowMs() - drawnAtMs < REDRAW_EVERY_MS) return;
      drawnAtMs = nowMs();
      draw();
    },
    end: () => {
      draw();
      if (latest) stream.write('\n');
    },
  };
}

function createLogBar(stream: Writable): ProgressBar {
  let printed = '';
  return {
    show: (progress) => {
      const key = `${progress.stage}${saidOf(progress)} ${Math.floor(clamp(progress.fraction) * 10)}`;
      if (key === printed) return;
      printed = key;
      const left = progress.remainingMs === undefined ? '' : `, ${formatDuration(progress.remainingMs)} left`;
      stream.write(`${formatPercent(progress.fraction)}  ${progress.stage}${saidOf(progress)}${left}\n`);
    },
    end: () => {},
  };
}

/** Words of a vendor's may be in it: they may not steer the terminal. */
function saidOf({ message }: ShownProgress): string {
  return message === undefined ? '' : `: ${message.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')}`;
}

function formatPercent(fraction: number): string {
  return `${String(Math.floor(clamp(fraction) * 100)).padStart(3)} %`;
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
