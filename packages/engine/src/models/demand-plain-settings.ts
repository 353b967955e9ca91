import { BacklotError } from '@backlot/film';
import type { ModelJob } from './model-job.ts';

type Value = ModelJob['settings'][string];

/** What settings may not decide, by their names in snake case: all of it has a field of its own that people have seen, or none. */
const DECIDED_ELSEWHERE: readonly { readonly what: string; readonly name: RegExp }[] = [
  {
    what: 'the model',
    name: /^(models?|version|checkpoint|ckpt|loras?)(_(id|ids|name|version|path|weights))?$|_(model|lora|checkpoint)$/,
  },
  {
    what: 'the words',
    name: /^(negative_|system_)?prompts?(_text)?$|^(text|inputs?|instructions?|messages|contents?)$/,
  },
  { what: 'the voice', name: /^(voice|language)(_(id|name|code))?$/ },
  {
    what: 'how many are made',
    name: /^(n|count)$|^(n|num|number)_(of_)?(images|videos|outputs|samples|results|generations|variants)|^(image|video|output|sample|batch)_count$|^batch_size$|^max_images$|^sequential_image_generation$/,
  },
  {
    what: 'size, length or seed',
    name: /^(seed|width|height|size|image_size|ratio|aspect_ratio|fps)$|^duration|^(num_)?frames(_|$)/,
  },
  { what: 'files or addresses', name: /(^|_)ur[il]s?$|webhook|callback/ },
  { what: 'safety', name: /safety|moderation|nsfw|person_generation|figure_threshold/ },
];

/** The same of names that are harmless as switches (`enhance_prompt: true`) and not as text. */
const NO_TEXT: readonly { readonly what: string; readonly name: RegExp }[] = [
  { what: 'the words', name: /_prompts?$/ },
  {
    what: 'files or addresses',
    name: /(^|_)(images?|videos?|audios?|masks?|files?|frames?|paths?|refs?|references?)$/,
  },
];

const ADDRESS = /[a-z][a-z0-9+.-]*:\/\/|^\s*(data:|\/\/|www\.)/i;

/**
 * Refuses settings that would send something else than people have decided on: another model, other words, more pictures,
 * files from elsewhere, less safety.
 * @throws BacklotError `MODEL_REQUEST_INVALID`
 */
export function demandPlainSettings(settings: ModelJob['settings']): void {
  for (const [name, value] of Object.entries(settings)) {
    const decided = decidedBy(name, value);
    if (decided !== undefined) throw refuseSetting(name, `settings do not decide ${decided}`);
    if (typeof value === 'string' && ADDRESS.test(value)) throw refuseSetting(name, 'settings hold no addresses');
  }
}

/** The refusal of one setting. */
export function refuseSetting(name: string, why: string): BacklotError {
  return new BacklotError('MODEL_REQUEST_INVALID', `Setting "${name}": ${why}`, {
    hint: 'Leave it out. Model, words, size, variants and files are asked for by their own fields, where all see them.',
    details: { setting: name },
  });
}

function decidedBy(name: string, value: Value): string | undefined {
  const snake = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const plain = snake.replace(/[.-]/g, '_');
  const decided = DECIDED_ELSEWHERE.find((rule) => rule.name.test(plain));
  // Vendors' names have no hyphens; a workflow of one's own may choose among its server's files by one: `model-file`.
  return (decided ?? (typeof value === 'string' ? NO_TEXT.find((rule) => rule.name.test(snake)) : undefined))?.what;
}
