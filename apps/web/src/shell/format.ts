const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A moment in the reader's own time: `22 Nov 2026, 14:03`. */
export function formatMoment(iso: string): string {
  return dateFormat.format(new Date(iso));
}

/** Bytes in decimal units, as a file manager shows them. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${byteUnits[unit]}`;
}

/** `40 s`, `3 min 20 s`, `1 h 05 min`; rounded up so that it does not run out before the work does. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')} min`;
}

/** `3 takes`, `1 take`, `no takes`. */
export function formatCount(count: number, word: string): string {
  if (count === 0) return `no ${word}s`;
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** A day without a time: `4 Mar 2026`. `day` is `2026-03-04`. */
export function formatDay(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

const DAY_MS = 86_400_000;

/** Whole days after the one of `instant` (ISO 8601, UTC) until `day` is reached; 0 on the day itself, negative once it is over. */
export function daysLeft(day: string, instant: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${instant.slice(0, 10)}T00:00:00Z`)) / DAY_MS;
}
