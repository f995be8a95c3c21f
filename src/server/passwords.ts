import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the OWASP Password Storage Cheat Sheet's first choice: 19 MiB, 2 passes, 1 lane. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

export function isPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password.normalize('NFC'));
}

let standIn: Promise<string> | undefined;

/** Takes as long as checking a password does, so that the time of an answer does not tell which addresses have accounts. */
export async function pretendToCheck(password: string): Promise<void> {
  standIn ??= hashPassword('nobody has this password');
  await isPassword(await standIn, password);
}

/** Of twelve characters and more, what people choose first. Compared without case, spaces and punctuation. */
const commonest = new Set([
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'mypassword123',
  'password2024',
  'password2025',
  'password2026',
  'passw0rd1234',
  'letmeinletmein',
  'letmein12345',
  'iloveyou1234',
  'iloveyouforever',
  'welcome12345',
  'welcome123456',
  'welcometoschool',
  'administrator',
  'administrator1',
  'changemechangeme',
  'changeme1234',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopas',
  'qwertyuiopasdfghjkl',
  'qwerty123456',
  'qwertyqwerty',
  'asdfghjklasdf',
  'asdfghjkl123',
  'zxcvbnm12345',
  '1qaz2wsx3edc',
  '1q2w3e4r5t6y',
  'abcdefghijkl',
  'abcdefghijklm',
  'abcd12345678',
  'abc123abc123',
  'abc123456789',
  '123456789abc',
  '1234567890ab',
  '123456789012',
  '1234567890123',
  '12345678901234',
  '0123456789ab',
  '012345678901',
  '098765432109',
  '987654321098',
  'trustno1trustno1',
  'sunshine1234',
  'princess1234',
  'football1234',
  'baseball1234',
  'superman1234',
  'dragon123456',
  'monkey123456',
  'speechtherapy',
  'speechtherapy1',
  'speechtherapist',
  'occupationaltherapy',
  'physicaltherapy',
  'therapist123',
  'carryover123',
  'carryover1234',
  'carryovercarryover',
  'teacher12345',
  'school123456',
  'correcthorsebatterystaple',
  'thisismypassword',
  'ilovemystudents',
]);

const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Whether it would be among the first guesses: a common one, a short pattern repeated, or one made of who the person is. */
export function weakness(
  password: string,
  person: { readonly name: string; readonly email: string },
): 'password_common' | 'password_names_you' | null {
  const said = plain(password);
  if (commonest.has(said) || /^(.{0,4}?)\1+$/u.test(said) || new Set(said).size < 4) return 'password_common';
  const own = [...person.name.split(/\s+/), person.email.split('@')[0] ?? '', ...(person.email.split(/[@.]/) ?? [])];
  const parts = own.map(plain).filter((part) => part.length >= 4);
  return parts.some((part) => said.includes(part)) ? 'password_names_you' : null;
}

/** Minutes a sign-in is locked after that many wrong passwords in a row: none for four, then 1, 2, 4, ... up to 60. */
export function lockMinutes(wrongCount: number): number {
  return wrongCount < 5 ? 0 : Math.min(60, 2 ** Math.min(wrongCount - 5, 6));
}
