/** The demo's day, as a device without a browser asks for it. */

export interface DemoSession {
  readonly id: string;
  readonly starts: string;
  readonly members: readonly {
    readonly studentId: string;
    readonly label: string;
    readonly goalIds: readonly string[];
  }[];
}

/** Signs in as the demo's speech therapist. @returns the cookie, to be given to a browser that lost its own */
export async function signIn(origin: string): Promise<{ readonly name: string; readonly value: string }> {
  const response = await fetch(`${origin}/api/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ as: 'therapist' }),
  });
  if (!response.ok) throw new Error(`Signing in: ${response.status} ${await response.text()}`);
  const [name = '', value = ''] = (response.headers.get('set-cookie') ?? '').split(';')[0]!.split('=');
  return { name, value };
}

export async function ask<Answer>(
  origin: string,
  cookie: { name: string; value: string },
  path: string,
): Promise<Answer> {
  const response = await fetch(`${origin}${path}`, { headers: { cookie: `${cookie.name}=${cookie.value}` } });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

export interface KeptEvent {
  readonly id: string;
  readonly kind: string;
  readonly studentId?: string;
  readonly outcome?: string;
  readonly occurredAt: string;
  readonly enteredAt: string;
}

export async function eventsOf(
  origin: string,
  cookie: { name: string; value: string },
  sessionId: string,
): Promise<readonly KeptEvent[]> {
  return (await ask<{ events: readonly KeptEvent[] }>(origin, cookie, `/api/sessions/${sessionId}/events`)).events;
}
