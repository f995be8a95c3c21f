export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * How the bytes of a file are written, by their mark or by what they can be: spreadsheets write UTF-8, UTF-16 ("Unicode text") or,
 * on Windows, the old code page. For `new TextDecoder(encodingOf(bytes))`.
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Latin text in two bytes a letter, without a mark: every other byte is zero.
  const looked = Math.min(bytes.length - (bytes.length % 2), 400);
  const zeros = [0, 0];
  for (let at = 0; at < looked; at += 1) if (bytes[at] === 0) zeros[at % 2]! += 1;
  if (zeros[1]! > looked / 5 && zeros[0] === 0) return 'utf-16le';
  if (zeros[0]! > looked / 5 && zeros[1] === 0) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
function isUtf8(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    if (first < 0x80) {
      at += 1;
      continue;
    }
    const more =
      first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0;
    if (more === 0 || at + more >= bytes.length) return false;
    const second = bytes[at + 1]!;
    const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) return false;
    for (let next = 2; next <= more; next += 1) if ((bytes[at + next]! & 0xc0) !== 0x80) return false;
    at += more + 1;
  }
  return true;
}
