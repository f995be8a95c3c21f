// A stream sealed with AES-256-GCM in pieces, so that a backup of any size is written and read without being held in memory, and
// no byte is believed before it was authenticated.
//
//   "CARRYBAK" | format (1 byte) | salt (16) | key check (8) | first 8 bytes of SHA-256 of what precedes
//   then pieces: length of the text (4, big-endian) | last (1: 0 or 1) | ciphertext | tag (16)
//
// Each file has a key of its own: HKDF-SHA-256 of the backup key and the salt. A piece's nonce is its number, and its number, its
// length and whether it is the last are authenticated with it: none can be changed, exchanged, left out or added, and the file
// cannot be cut short.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { StoreError } from '../driver/store-error.ts';

const magic = Buffer.from('CARRYBAK');
const format = 1;
const headerBytes = magic.length + 1 + 16 + 8 + 8;
const pieceBytes = 256 * 1024;
const tagBytes = 16;

function derive(key: Buffer, salt: Buffer): { fileKey: Buffer; check: Buffer } {
  const derived = Buffer.from(hkdfSync('sha256', key, salt, 'carryover backup', 40));
  return { fileKey: derived.subarray(0, 32), check: derived.subarray(32) };
}

function checksum(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, 8);
}

function nonceOf(piece: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(piece), 4);
  return nonce;
}

function frameOf(length: number, last: boolean): Buffer {
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(length);
  frame.writeUInt8(last ? 1 : 0, 4);
  return frame;
}

/** The source's bytes, sealed under `key` (32 bytes). */
export async function* seal(source: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  const salt = randomBytes(16);
  const { fileKey, check } = derive(key, salt);
  const start = Buffer.concat([magic, Buffer.of(format), salt, check]);
  const header = Buffer.concat([start, checksum(start)]);
  yield header;
  let number = 0;
  const piece = (text: Buffer, last: boolean): Buffer => {
    const frame = frameOf(text.length, last);
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(number));
    number += 1;
    cipher.setAAD(Buffer.concat([header, frame]));
    return Buffer.concat([frame, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  };
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes < pieceBytes) continue;
    let text = Buffer.concat(waiting);
    for (; text.length > pieceBytes; text = text.subarray(pieceBytes)) yield piece(text.subarray(0, pieceBytes), false);
    waiting = [text];
    waitingBytes = text.length;
  }
  yield piece(Buffer.concat(waiting), true);
}

/** Reads exactly so many bytes at a time from a stream of chunks of any size. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }
  /** Fewer bytes than asked for only at the end. */
  async take(count: number): Promise<Buffer> {
    const parts = [this.#rest];
    let have = this.#rest.length;
    while (have < count) {
      const { done, value } = await this.#source.next();
      if (done === true) break;
      parts.push(value);
      have += value.length;
    }
    const all = Buffer.concat(parts);
    this.#rest = all.subarray(count);
    return all.subarray(0, count);
  }
}

/** Refuses `backup_damaged` (cut, changed, not ours), `backup_format_newer`, `backup_key_wrong`. */
export async function* unseal(source: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  const header = await reader.take(headerBytes);
  const start = header.subarray(0, headerBytes - 8);
  if (header.length < headerBytes || !header.subarray(0, magic.length).equals(magic))
    throw new StoreError('backup_damaged');
  if (!checksum(start).equals(header.subarray(headerBytes - 8))) throw new StoreError('backup_damaged');
  if (header[magic.length]! > format)
    throw new StoreError('backup_format_newer', { found: header[magic.length]!, known: format });
  const salt = start.subarray(magic.length + 1, magic.length + 17);
  const { fileKey, check } = derive(key, salt);
  if (!check.equals(start.subarray(magic.length + 17))) throw new StoreError('backup_key_wrong');
  for (let number = 0, last = false; !last; number += 1) {
    const frame = await reader.take(5);
    if (frame.length < 5) throw new StoreError('backup_damaged');
    const length = frame.readUInt32BE();
    if (length > pieceBytes) throw new StoreError('backup_damaged');
    const sealed = await reader.take(length + tagBytes);
    if (sealed.length < length + tagBytes) throw new StoreError('backup_damaged');
    const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(number));
    decipher.setAAD(Buffer.concat([header, frame]));
    decipher.setAuthTag(sealed.subarray(length));
    const text = decipher.update(sealed.subarray(0, length));
    try {
      decipher.final();
    } catch (error) {
      throw new StoreError('backup_damaged', {}, { cause: error });
    }
    last = frame[4] === 1;
    yield text;
  }
  if ((await reader.take(1)).length > 0) throw new StoreError('backup_damaged');
}
