import type { ModelFiles } from './object-info.ts';

/** Repackaged files of current open models, named as their makers and Comfy-Org name them. */
export const MODEL_FILES: ModelFiles = {
  checkpoints: ['ltx-2-19b-distilled-fp8.safetensors', 'sd_xl_base_1.0.safetensors'],
  controlnet: ['Qwen-Image-InstantX-ControlNet-Inpainting.safetensors'],
  diffusion_models: [
    'qwen_image_fp8_e4m3fn.safetensors',
    'wan2.1_vace_14B_fp16.safetensors',
    'wan2.1_vace_1.3B_fp16.safetensors',
    'z_image_turbo_bf16.safetensors',
  ],
  text_encoders: [
    'gemma_3_12B_it_fp4_mixed.safetensors',
    'qwen_2.5_vl_7b_fp8_scaled.safetensors',
    'qwen_3_4b.safetensors',
    'umt5_xxl_fp8_e4m3fn_scaled.safetensors',
  ],
  vae: ['ae.safetensors', 'qwen_image_vae.safetensors', 'wan_2.1_vae.safetensors'],
};
