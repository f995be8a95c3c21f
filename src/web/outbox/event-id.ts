/** A UUIDv7 made on the device: 48 bits of time, the rest chance. In browsers without `uuid`, to keep the classroom small. */
export function newEventId(now: Date): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = BigInt(now.getTime());
  for (let index = 0; index < 6; index++) bytes[index] = Number((time >> BigInt(8 * (5 - index))) & 0xffn);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
