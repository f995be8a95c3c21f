import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import {
  keptSide,
  largestUpload,
  longestSide,
  type Pixels,
  type PictureKind,
  pictureKind,
  pngSides,
  shrunk,
} from '#domain/partnership/visual.ts';

export interface Picture {
  /** Base64. */
  readonly image: string;
  readonly kind: PictureKind;
  readonly width: number;
  readonly height: number;
}

export type PictureFault = 'picture_too_large' | 'not_a_picture';

const jpegQuality = 85;
/** jpeg-js counts what it allocates; a picture within the sides stays far below. */
const decodeMegabytes = 256;

/**
 * What somebody uploads is decoded and encoded anew: what is kept is pixels, without the camera's place and time, without what
 * a file may carry besides. Known by its bytes and never by its name.
 */
export function encodedAnew(base64: string): Picture | PictureFault {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > largestUpload) return 'picture_too_large';
  const kind = pictureKind(bytes);
  if (kind === null) return 'not_a_picture';
  try {
    const pixels = kind === 'png' ? decodedPng(bytes) : decodedJpeg(bytes);
    if (typeof pixels === 'string') return pixels;
    const { width, height, data } = shrunk(pixels, keptSide);
    const made =
      kind === 'png'
        ? PNG.sync.write(Object.assign(new PNG({ width, height }), { data: Buffer.from(data) }))
        : jpeg.encode({ width, height, data: Buffer.from(data) }, jpegQuality).data;
    return { image: Buffer.from(made).toString('base64'), kind, width, height };
  } catch {
    return 'not_a_picture';
  }
}

function decodedPng(bytes: Buffer): Pixels | PictureFault {
  const sides = pngSides(bytes);
  if (sides === null) return 'not_a_picture';
  // What it says of itself is what would be allocated, so it is looked at first.
  if (Math.max(sides.width, sides.height) > longestSide) return 'picture_too_large';
  return PNG.sync.read(bytes);
}

function decodedJpeg(bytes: Buffer): Pixels {
  return jpeg.decode(bytes, {
    useTArray: true,
    formatAsRGBA: true,
    maxResolutionInMP: (longestSide * longestSide) / 1_000_000,
    maxMemoryUsageInMB: decodeMegabytes,
  });
}
