/** What `/system_stats` tells of a server with one graphics card. */
export const SYSTEM_STATS = {
  system: {
    os: 'posix',
    comfyui_version: '0.3.76',
    python_version: '3.12.3',
    pytorch_version: '2.9.1',
    argv: ['main.py'],
  },
  devices: [
    {
      name: 'cuda:0 NVIDIA GeForce RTX 4090 : cudaMallocAsync',
      type: 'cuda',
      index: 0,
      vram_total: 25_769_803_776,
      vram_free: 24_000_000_000,
    },
  ],
};
