import type { WordsFinding } from '@backlot/film';

/** A stretch of a text, and who it points to where it points to somebody. */
export interface TextStretch {
  readonly start: number;
  readonly text: string;
  readonly finding: WordsFinding | undefined;
}

/**
 * Cuts a text where words point to people. Findings are of the text as it was a moment ago: those whose words stand
 * elsewhere by now, and those that overlap an earlier one, mark nothing.
 */
export function markWords(text: string, findings: readonly WordsFinding[]): readonly TextStretch[] {
  const stretches: TextStretch[] = [];
  let at = 0;
  for (const finding of [...findings].sort((a, b) => a.start - b.start)) {
    const { start, end } = finding;
    if (start < at || text.slice(start, end) !== finding.text) continue;
    if (start > at) stretches.push({ start: at, text: text.slice(at, start), finding: undefined });
    stretches.push({ start, text: text.slice(start, end), finding });
    at = end;
  }
  if (at < text.length) stretches.push({ start: at, text: text.slice(at), finding: undefined });
  return stretches;
}
