import { noteReached, noteUnreachable } from '../../client/network.ts';

export type Missing = 'offline' | 'signed_out' | 'not_found' | 'server';
export type Asked<Answer> = { readonly answer: Answer } | { readonly missing: Missing };

/** A classroom's network may take a request and never answer it. */
const patienceMs = 15_000;

/** Reads from our own server, which sends nothing but what the contract declares; what is not JSON is not our server. */
export async function ask<Answer extends object>(address: string): Promise<Asked<Answer>> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    answer = await response.json();
  } catch {
    noteUnreachable();
    return { missing: 'offline' };
  }
  noteReached();
  if (response.status === 401) return { missing: 'signed_out' };
  if (response.status === 403 || response.status === 404) return { missing: 'not_found' };
  if (!response.ok || typeof answer !== 'object' || answer === null) return { missing: 'server' };
  return { answer: answer as Answer };
}
