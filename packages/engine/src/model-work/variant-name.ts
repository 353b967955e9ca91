/** Name of the call that makes the variant at `index`, counted from 0: `variant-1`. */
export function variantName(index: number): string {
  return `variant-${index + 1}`;
}
