import { expect, it } from 'vitest';
import { demandPlainSettings } from './demand-plain-settings.ts';

it.each([
  ['model', 'dearer'],
  ['modelId', 'dearer'],
  ['lora', 'her-face'],
  ['prompt', 'another'],
  ['promptText', 'another'],
  ['negative_prompt', 'another'],
  ['system_prompt', 'another'],
  ['voice_id', 'hers'],
  ['n', 50],
  ['num_images', 50],
  ['numberOfImages', 50],
  ['num_images_per_prompt', 50],
  ['image_size', 'square_hd'],
  ['duration_seconds', 30],
  ['num_frames', 500],
  ['image_url', 'actor'],
  ['ref_image_urls', 'actor'],
  ['input_image', 'actor'],
  ['image-url', 'actor'],
  ['webhook', 'x'],
  ['webhookUrl', 'x'],
  ['enable_safety_checker', false],
  ['safety_tolerance', 6],
  ['personGeneration', 'allow_all'],
  ['style', 'as in https://elsewhere/actor.jpg'],
  ['style', 'data:image/png;base64,eA=='],
])('refuses the setting %s: %s', (name, value) => {
  expect(() => demandPlainSettings({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'MODEL_REQUEST_INVALID', hint: expect.stringContaining('Leave it out') }),
  );
});

it('lets through how a model works', () => {
  const settings = { steps: 20, num_inference_steps: 20, guidance_scale: 3.5, sampler: 'uni_pc', strength: 0.8 };
  const others = { quality: 'low', enhance_prompt: true, prompt_influence: 0.7, 'model-file': 'own.safetensors' };
  expect(() => demandPlainSettings({ ...settings, ...others, previousText: 'And then: go' })).not.toThrow();
});
