import type { PassesFrame } from '../frames/take-frame.ts';
import type { ModelFrame } from '../shape/model-frame.ts';
import { type Plane, toModel } from '../shape/scale-planes.ts';
import type { CameraTurn } from './camera-turn.ts';
import { paintCodes } from './display-plane.ts';

/** Camera-space normals in the model's frame as (n + 1) / 2; black where nothing is. */
export function pictureNormals({ normal, widthPx, heightPx }: PassesFrame, turn: CameraTurn, frame: ModelFrame): Plane {
  const seen = new Float32Array(normal.length);
  for (let at = 0; at < normal.length; at += 3) {
    const [x, y, z] = [normal[at] as number, normal[at + 1] as number, normal[at + 2] as number];
    if (x === 0 && y === 0 && z === 0) continue;
    for (let row = 0; row < 3; row++) {
      const along =
        (turn[row * 3] as number) * x + (turn[row * 3 + 1] as number) * y + (turn[row * 3 + 2] as number) * z;
      seen[at + row] = (along + 1) / 2;
    }
  }
  const scaled = toModel({ widthPx, heightPx, channels: 3, data: seen }, frame);
  return paintCodes(frame.model, (pixel, channel) => scaled.data[pixel * 3 + channel] as number);
}
