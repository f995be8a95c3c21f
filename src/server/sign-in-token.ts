import { createHash, randomBytes } from 'node:crypto';

const nilDistrict = '00000000-0000-0000-0000-000000000000';

/** The district of links that are there before any district is. */
export const noDistrict = nilDistrict;

const districtBytes = 16;
const secretBytes = 32;

/** A bearer's secret: the district it belongs to, then 256 random bits; base64url. Only its hash is stored. */
export function newToken(districtId: string): string {
  return Buffer.concat([Buffer.from(districtId.replaceAll('-', ''), 'hex'), randomBytes(secretBytes)]).toString(
    'base64url',
  );
}

/** The district and the hash to look it up by, or null for what cannot be a token. */
export function readToken(token: string): { districtId: string; hash: string } | null {
  if (!/^[A-Za-z0-9_-]{64}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const hex = bytes.subarray(0, districtBytes).toString('hex');
  return {
    districtId: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
    hash: createHash('sha256').update(bytes).digest('hex'),
  };
}
