import { describe, expect, it } from 'vitest';
import { locateJsonPath } from './locate-json-path.ts';

const text = `{
  "production": "example",
  "parameters": {
    "camera": {
      "lines": [
        [1, 2],
        [3, {
          "x": "a: [b], {c}"
        }]
      ]
    },
    "sun": { "azimuthDeg": 1 }
  }
}`;

describe('locateJsonPath', () => {
  it.each([
    ['production', 1],
    ['parameters.camera.lines', 4],
    ['parameters.camera.lines[1]', 6],
    ['parameters.camera.lines[1][1].x', 7],
    ['parameters.sun.azimuthDeg', 11],
  ])('finds %s', (path, line) => {
    expect(locateJsonPath(text, path)).toEqual({ line, found: path });
  });

  it('shows a missing field at what should hold it', () => {
    expect(locateJsonPath(text, 'parameters.camera.focalPx')).toEqual({ line: 3, found: 'parameters.camera' });
    expect(locateJsonPath(text, 'purpose')).toEqual({ line: 0, found: '' });
  });

  it('reads text that breaks off', () => {
    expect(locateJsonPath('{\n "a": {\n  "b": [1,\n', 'a.b[0]').line).toBe(2);
    expect(locateJsonPath('', 'a')).toEqual({ line: 0, found: '' });
  });
});
