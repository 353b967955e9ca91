import type { InputInfo, ModelFiles, NodeInfo, ObjectInfo } from './object-info.ts';

const MAX_PX = 16_384;
const SAMPLERS = ['euler', 'euler_ancestral', 'dpmpp_2m', 'res_multistep', 'uni_pc', 'ddim'];
const SCHEDULERS = ['simple', 'sgm_uniform', 'karras', 'normal', 'beta'];

const link = (type: string): InputInfo => [type];
const text: InputInfo = ['STRING', { multiline: true, dynamicPrompts: true }];
const int = (min: number, max: number): InputInfo => ['INT', { default: min, min, max }];
const float = (min: number, max: number): InputInfo => ['FLOAT', { default: min, min, max, step: 0.01 }];
const px = int(16, MAX_PX);
const seed = int(0, 2 ** 64);
const toggle: InputInfo = ['BOOLEAN', { default: false }];
/** As nodes of the first generation list choices. */
const choice = (options: readonly string[]): InputInfo => [options];
/** As nodes of the third generation do. */
const combo = (options: readonly string[]): InputInfo => ['COMBO', { multiselect: false, options }];

interface Entry {
  readonly in: Readonly<Record<string, InputInfo>>;
  readonly optional?: Readonly<Record<string, InputInfo>>;
  readonly out: readonly string[];
  readonly saves?: boolean;
}

const ENDS = { positive: link('CONDITIONING'), negative: link('CONDITIONING') };
const SIZE = { width: px, height: px };

/** Core nodes of ComfyUI with the inputs that their sources declare, on a server that has `files`. */
export function describeNodes(files: ModelFiles): ObjectInfo {
  const entries = { ...loaders(files), ...pictures(), ...clips(), ...sampling(), ...soundtracks(files) };
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, toNodeInfo(name, entry)]));
}

function toNodeInfo(name: string, entry: Entry): NodeInfo {
  return {
    input: { required: entry.in, ...(entry.optional && { optional: entry.optional }) },
    output: entry.out,
    output_node: entry.saves ?? false,
    name,
    python_module: 'nodes',
  };
}

function loaders(files: ModelFiles): Record<string, Entry> {
  const of = (folder: string) => choice(files[folder] ?? []);
  return {
    CheckpointLoaderSimple: { in: { ckpt_name: of('checkpoints') }, out: ['MODEL', 'CLIP', 'VAE'] },
    UNETLoader: {
      in: { unet_name: of('diffusion_models'), weight_dtype: choice(['default', 'fp8_e4m3fn', 'fp8_e5m2']) },
      out: ['MODEL'],
    },
    CLIPLoader: {
      in: {
        clip_name: of('text_encoders'),
        type: choice(['stable_diffusion', 'wan', 'lumina2', 'qwen_image', 'ltxv']),
      },
      optional: { device: choice(['default', 'cpu']) },
      out: ['CLIP'],
    },
    VAELoader: { in: { vae_name: of('vae') }, out: ['VAE'] },
    ControlNetLoader: { in: { control_net_name: of('controlnet') }, out: ['CONTROL_NET'] },
  };
}

function pictures(): Record<string, Entry> {
  const image: InputInfo = [[], { image_upload: true }];
  return {
    LoadImage: { in: { image }, out: ['IMAGE', 'MASK'] },
    LoadImageMask: { in: { image, channel: choice(['alpha', 'red', 'green', 'blue']) }, out: ['MASK'] },
    SaveImage: { in: { images: link('IMAGE'), filename_prefix: ['STRING', {}] }, out: [], saves: true },
    PreviewImage: { in: { images: link('IMAGE') }, out: [], saves: true },
    EmptyImage: {
      in: { width: int(1, MAX_PX), height: int(1, MAX_PX), batch_size: int(1, 4096), color: int(0, 0xffffff) },
      out: ['IMAGE'],
    },
    ImageInvert: { in: { image: link('IMAGE') }, out: ['IMAGE'] },
    ImageToMask: { in: { image: link('IMAGE'), channel: combo(['red', 'green', 'blue', 'alpha']) }, out: ['MASK'] },
    ImageCompositeMasked: {
      in: {
        destination: link('IMAGE'),
        source: link('IMAGE'),
        x: int(0, MAX_PX),
        y: int(0, MAX_PX),
        resize_source: toggle,
      },
      optional: { mask: link('MASK') },
      out: ['IMAGE'],
    },
    EmptyLatentImage: { in: { ...SIZE, batch_size: int(1, 4096) }, out: ['LATENT'] },
    EmptySD3LatentImage: { in: { ...SIZE, batch_size: int(1, 4096) }, out: ['LATENT'] },
    VAEEncode: { in: { pixels: link('IMAGE'), vae: link('VAE') }, out: ['LATENT'] },
    VAEDecode: { in: { samples: link('LATENT'), vae: link('VAE') }, out: ['IMAGE'] },
    SetLatentNoiseMask: { in: { samples: link('LATENT'), mask: link('MASK') }, out: ['LATENT'] },
    ControlNetInpaintingAliMamaApply: {
      in: {
        ...ENDS,
        control_net: link('CONTROL_NET'),
        vae: link('VAE'),
        image: link('IMAGE'),
        mask: link('MASK'),
        strength: float(0, 10),
        start_percent: float(0, 1),
        end_percent: float(0, 1),
      },
      out: ['CONDITIONING', 'CONDITIONING'],
    },
  };
}

function clips(): Record<string, Entry> {
  const codec = combo(['auto', 'h264', 'av1']);
  return {
    LoadVideo: { in: { file: ['COMBO', { options: [], video_upload: true }] }, out: ['VIDEO'] },
    GetVideoComponents: { in: { video: link('VIDEO') }, out: ['IMAGE', 'AUDIO', 'FLOAT'] },
    CreateVideo: {
      in: { images: link('IMAGE'), fps: float(1, 120) },
      optional: { audio: link('AUDIO') },
      out: ['VIDEO'],
    },
    SaveVideo: {
      in: { video: link('VIDEO'), filename_prefix: ['STRING', {}], format: combo(['auto', 'mp4', 'mkv', 'webm']) },
      optional: { codec },
      out: [],
      saves: true,
    },
    WanVaceToVideo: {
      in: {
        ...ENDS,
        vae: link('VAE'),
        ...SIZE,
        length: int(1, MAX_PX),
        batch_size: int(1, 4096),
        strength: float(0, 1000),
      },
      optional: { control_video: link('IMAGE'), control_masks: link('MASK'), reference_image: link('IMAGE') },
      out: ['CONDITIONING', 'CONDITIONING', 'LATENT', 'INT'],
    },
    TrimVideoLatent: { in: { samples: link('LATENT'), trim_amount: int(0, 99_999) }, out: ['LATENT'] },
    EmptyLTXVLatentVideo: {
      in: { width: int(64, MAX_PX), height: int(64, MAX_PX), length: int(1, MAX_PX), batch_size: int(1, 4096) },
      out: ['LATENT'],
    },
    LTXVPreprocess: { in: { image: link('IMAGE'), img_compression: int(0, 100) }, out: ['IMAGE'] },
    LTXVImgToVideoInplace: {
      in: { vae: link('VAE'), image: link('IMAGE'), latent: link('LATENT'), strength: float(0, 1), bypass: toggle },
      out: ['LATENT'],
    },
    LTXVConditioning: { in: { ...ENDS, frame_rate: float(0, 1000) }, out: ['CONDITIONING', 'CONDITIONING'] },
  };
}

function sampling(): Record<string, Entry> {
  const model = link('MODEL');
  return {
    CLIPTextEncode: { in: { text, clip: link('CLIP') }, out: ['CONDITIONING'] },
    ConditioningZeroOut: { in: { conditioning: link('CONDITIONING') }, out: ['CONDITIONING'] },
    ModelSamplingAuraFlow: { in: { model, shift: float(0, 100) }, out: ['MODEL'] },
    ModelSamplingSD3: { in: { model, shift: float(0, 100) }, out: ['MODEL'] },
    KSampler: {
      in: {
        model,
        seed,
        steps: int(1, 10_000),
        cfg: float(0, 100),
        sampler_name: choice(SAMPLERS),
        scheduler: choice(SCHEDULERS),
        ...ENDS,
        latent_image: link('LATENT'),
        denoise: float(0, 1),
      },
      out: ['LATENT'],
    },
    CFGGuider: { in: { model, ...ENDS, cfg: float(0, 100) }, out: ['GUIDER'] },
    KSamplerSelect: { in: { sampler_name: combo(SAMPLERS) }, out: ['SAMPLER'] },
    ManualSigmas: { in: { sigmas: ['STRING', {}] }, out: ['SIGMAS'] },
    RandomNoise: { in: { noise_seed: seed }, out: ['NOISE'] },
    SamplerCustomAdvanced: {
      in: {
        noise: link('NOISE'),
        guider: link('GUIDER'),
        sampler: link('SAMPLER'),
        sigmas: link('SIGMAS'),
        latent_image: link('LATENT'),
      },
      out: ['LATENT', 'LATENT'],
    },
  };
}

function soundtracks(files: ModelFiles): Record<string, Entry> {
  const checkpoint = combo(files.checkpoints ?? []);
  return {
    LTXAVTextEncoderLoader: {
      in: { text_encoder: combo(files.text_encoders ?? []), ckpt_name: checkpoint, device: combo(['default', 'cpu']) },
      out: ['CLIP'],
    },
    LTXVAudioVAELoader: { in: { ckpt_name: checkpoint }, out: ['VAE'] },
    LTXVEmptyLatentAudio: {
      in: { frames_number: int(1, 1000), frame_rate: float(1, 1000), batch_size: int(1, 4096), audio_vae: link('VAE') },
      out: ['LATENT'],
    },
    LTXVConcatAVLatent: { in: { video_latent: link('LATENT'), audio_latent: link('LATENT') }, out: ['LATENT'] },
    LTXVSeparateAVLatent: { in: { av_latent: link('LATENT') }, out: ['LATENT', 'LATENT'] },
    LTXVAudioVAEDecode: { in: { samples: link('LATENT'), audio_vae: link('VAE') }, out: ['AUDIO'] },
  };
}
