/**
 * The secret of a one-time link stands after the `#`: browsers do not send that part, so no log ever has it.
 * @returns null when the address has none
 */
export function linkToken(hash: string): string | null {
  const token = hash.replace(/^#/, '');
  return token === '' ? null : token;
}
