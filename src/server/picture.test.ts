import { crc32 } from 'node:zlib';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { keptSide, pictureKind } from '#domain/partnership/visual.ts';
import { encodedAnew } from './picture.ts';

const pngOf = (width: number, height: number) => {
  const png = new PNG({ width, height });
  png.data.fill(120);
  return PNG.sync.write(png);
};
const said = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('an uploaded picture', () => {
  it('is encoded anew: what a file carries besides its pixels is gone', () => {
    const plain = pngOf(3, 2);
    const chunk = Buffer.concat([Buffer.from('tEXt'), Buffer.from('Comment\0<script>alert(1)</script>')]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(chunk.length - 4);
    sum.writeUInt32BE(crc32(chunk));
    // After the header, whose chunk ends with byte 33.
    const withText = Buffer.concat([plain.subarray(0, 33), length, chunk, sum, plain.subarray(33)]);
    expect(withText.includes('script')).toBe(true);
    const kept = encodedAnew(said(withText));
    expect(kept).toMatchObject({ kind: 'png', width: 3, height: 2 });
    const bytes = Buffer.from((kept as { image: string }).image, 'base64');
    expect(pictureKind(bytes)).toBe('png');
    expect(bytes.includes('script')).toBe(false);
    expect(PNG.sync.read(bytes).data[0]).toBe(120);
  });

  it('loses the place and time a camera wrote into it', () => {
    const plain = jpeg.encode({ width: 8, height: 8, data: Buffer.alloc(8 * 8 * 4, 90) }, 90).data;
    const exif = Buffer.from('Exif\0\0GPS 41.88 N 87.62 W');
    const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
    const photo = Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]);
    const kept = encodedAnew(said(photo));
    expect(kept).toMatchObject({ kind: 'jpeg', width: 8, height: 8 });
    expect(Buffer.from((kept as { image: string }).image, 'base64').includes('GPS')).toBe(false);
  });

  it('is made smaller', () => {
    expect(encodedAnew(said(pngOf(1_600, 400)))).toMatchObject({ width: keptSide, height: keptSide / 4 });
  });

  it('is refused where it is none, or too large to be decoded', () => {
    expect(encodedAnew(said(Buffer.concat([pngOf(3, 2), Buffer.from('<script>')])))).toBe('not_a_picture');
    expect(encodedAnew(said(Buffer.from('<svg onload="alert(1)"/>')))).toBe('not_a_picture');
    expect(encodedAnew(said(pngOf(4, 4).subarray(0, 40)))).toBe('not_a_picture');
    expect(encodedAnew(said(Buffer.alloc(2_000_001, 0xff)))).toBe('picture_too_large');
    // A few bytes that claim to be gigabytes are not believed.
    const bomb = pngOf(1, 1);
    bomb.writeUInt32BE(60_000, 16);
    expect(encodedAnew(said(bomb))).toBe('picture_too_large');
  });
});
