import { describe, expect, it } from 'vitest';
import { pictureKind, pngSides, shrunk } from './visual.ts';

const png = [
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0, 0, 0, 0, 2,
];

describe('what bytes are', () => {
  it.each([
    ['a PNG', png, 'png'],
    ['a JPEG', [0xff, 0xd8, 0xff, 0xe0], 'jpeg'],
    ['an SVG, which may hold a script', [...new Uint8Array([0x3c, 0x73, 0x76, 0x67])], null],
    ['a PNG cut short', png.slice(0, 5), null],
    ['nothing', [], null],
  ] as const)('is seen from their beginning: %s', (_, bytes, kind) => {
    expect(pictureKind(Uint8Array.from(bytes))).toBe(kind);
  });
  it('says how large a PNG would be before it is decoded', () => {
    expect(pngSides(Uint8Array.from(png))).toEqual({ width: 256, height: 2 });
    expect(pngSides(Uint8Array.from(png.slice(0, 20)))).toBeNull();
    expect(pngSides(Uint8Array.from([...png.slice(0, 12), 0x49, 0x44, 0x41, 0x54, ...png.slice(16)]))).toBeNull();
  });
});

describe('a picture made smaller', () => {
  const grey = (...values: number[]) => Uint8Array.from(values.flatMap((value) => [value, value, value, 255]));
  it('stays as it is where it fits', () => {
    const small = { width: 2, height: 1, data: grey(0, 100) };
    expect(shrunk(small, 2)).toBe(small);
  });
  it('has the mean of the pixels each stands for, and keeps its shape', () => {
    expect(shrunk({ width: 4, height: 2, data: grey(0, 100, 10, 20, 0, 100, 30, 40) }, 2)).toEqual({
      width: 2,
      height: 1,
      data: grey(50, 25),
    });
  });
  it('never loses a side', () => {
    const line = { width: 100, height: 1, data: grey(...Array.from({ length: 100 }, () => 7)) };
    expect(shrunk(line, 10)).toMatchObject({ width: 10, height: 1 });
  });
});
