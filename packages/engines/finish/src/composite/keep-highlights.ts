/** Display-linear level from which an answer counts as clipped, and where it wholly does. */
const CLIP_FROM = 0.85;
const CLIP_AT = 0.99;

/**
 * Gives an answer back what the display cut off, in place: a model is shown our render clipped at 1 and answers within
 * 0..1. Where it answers at the limit, its colour is scaled by our render's scene-linear luminance over that luminance as
 * the model was shown it. Elsewhere nothing changes: what the model made darker stays darker.
 */
export function keepHighlights(answer: Float32Array, render: Float32Array): void {
  for (let at = 0; at < answer.length; at += 3) {
    const [red, green, blue] = [render[at] as number, render[at + 1] as number, render[at + 2] as number];
    if (red <= 1 && green <= 1 && blue <= 1) continue;
    const brightest = Math.max(answer[at] as number, answer[at + 1] as number, answer[at + 2] as number);
    const clipped = Math.min(1, Math.max(0, (brightest - CLIP_FROM) / (CLIP_AT - CLIP_FROM)));
    if (clipped === 0) continue;
    const shown = luminance(shownCode(red), shownCode(green), shownCode(blue));
    const ratio = Math.max(1, luminance(red, green, blue) / Math.max(1e-6, shown));
    const gain = 1 + clipped * (ratio - 1);
    for (let c = at; c < at + 3; c++) answer[c] = (answer[c] as number) * gain;
  }
}

function shownCode(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function luminance(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
