/** Pictures that adults hang up, lay out and point to: symbols that come with the product, and the school's own. */

/** What a browser may send: it makes pictures smaller before it does. In bytes. */
export const largestUpload = 2_000_000;
/** Sides that are decoded at all, in pixels: more is no picture for a wall but a trap for memory. */
export const longestSide = 4_000;
/** What is kept: the longer side at most, in pixels. */
export const keptSide = 800;

export type PictureKind = 'png' | 'jpeg';

const signatures: Readonly<Record<PictureKind, readonly number[]>> = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
};

/** What the bytes are by their beginning, whatever their name says; null: neither of the two. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  for (const kind of ['png', 'jpeg'] as const)
    if (signatures[kind].every((byte, at) => bytes[at] === byte)) return kind;
  return null;
}

/** Width and height that a PNG says of itself in its first chunk; null where it has none. */
export function pngSides(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  if (bytes.length < 24) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // "IHDR"
  return view.getUint32(12) === 0x49484452 ? { width: view.getUint32(16), height: view.getUint32(20) } : null;
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha, row by row. */
  readonly data: Uint8Array;
}

/** The picture with its longer side at most `side` pixels: each new pixel is the mean of those it stands for. */
export function shrunk(pixels: Pixels, side: number): Pixels {
  const { width, height, data } = pixels;
  const longer = Math.max(width, height);
  if (longer <= side) return pixels;
  const [wide, high] = [
    Math.max(1, Math.round((width * side) / longer)),
    Math.max(1, Math.round((height * side) / longer)),
  ];
  const made = new Uint8Array(wide * high * 4);
  for (let y = 0; y < high; y += 1) {
    const [top, bottom] = [
      Math.floor((y * height) / high),
      Math.max(Math.floor(((y + 1) * height) / high), Math.floor((y * height) / high) + 1),
    ];
    for (let x = 0; x < wide; x += 1) {
      const [left, right] = [
        Math.floor((x * width) / wide),
        Math.max(Math.floor(((x + 1) * width) / wide), Math.floor((x * width) / wide) + 1),
      ];
      const sums = [0, 0, 0, 0];
      for (let row = top; row < bottom; row += 1)
        for (let column = left; column < right; column += 1)
          for (let channel = 0; channel < 4; channel += 1)
            sums[channel]! += data[(row * width + column) * 4 + channel]!;
      const count = (bottom - top) * (right - left);
      for (let channel = 0; channel < 4; channel += 1)
        made[(y * wide + x) * 4 + channel] = Math.round(sums[channel]! / count);
    }
  }
  return { width: wide, height: high, data: made };
}
