import { describe, expect, it } from 'vitest';
import { mapFileError } from './map-file-error.ts';

describe('mapFileError', () => {
  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['EROFS', 'FOLDER_READ_ONLY'],
    ['EACCES', 'FOLDER_READ_ONLY'],
  ])('turns %s into %s with a hint', (code, expected) => {
    const error = mapFileError(Object.assign(new Error(code), { code }), '/somewhere');
    expect(error).toMatchObject({ code: expected, hint: expect.stringMatching(/./) });
    expect(String(error)).toContain('/somewhere');
  });

  it('gives other errors back as they are', () => {
    const error = Object.assign(new Error('EIO'), { code: 'EIO' });
    expect(mapFileError(error, '/somewhere')).toBe(error);
  });
});
