/** A reading of a brief as a language model might give it: a shot for each line below the dashes, and one question. */
export function makeReading({ prompt }: { readonly prompt: string }): Buffer {
  const [, brief = prompt] = prompt.split(/^-{5}$/m);
  const lines = brief.split('\n').flatMap((line) => line.trim() || []);
  const shots = lines.map((description) => ({
    description,
    durationS: 4,
    subjects: description.split(/\W+/).filter((word) => word.length > 5),
  }));
  return Buffer.from(JSON.stringify({ shots, questions: ['What is the weather?'] }));
}
