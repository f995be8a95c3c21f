export interface PictureFile {
  readonly base64: string;
  /** For showing it before it is sent: a `data:` address. */
  readonly address: string;
}

/**
 * A picture chosen on this device, turned as the camera held it and made smaller before it is sent; the server decodes and
 * encodes it anew in any case. Transparent ones stay PNG.
 * @throws where the browser cannot read it as a picture
 */
export async function pictureOf(file: File, longerSide: number): Promise<PictureFile> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longerSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no canvas.');
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const address = canvas.toDataURL(file.type === 'image/jpeg' ? 'image/jpeg' : 'image/png', 0.9);
  return { base64: address.slice(address.indexOf(',') + 1), address };
}
