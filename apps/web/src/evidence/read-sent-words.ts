/** What a call sent besides files, named: the prompt first, then whatever else was said, in the words of the record. */
export function readSentWords(record: string): readonly (readonly [what: string, words: string])[] {
  const said = parseRecord(record);
  if (!said) return [['Words', record]];
  const { prompt, negativePrompt, ...others } = said;
  const named = [
    ['Prompt', prompt],
    ['Not wanted', negativePrompt],
    ...Object.entries(others).filter(([, value]) => !isEmpty(value)),
  ] as const;
  return named.flatMap(([what, value]) => (value === undefined ? [] : [[what, toWords(value)] as const]));
}

function parseRecord(record: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(record);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function toWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
