import type { IncomingHttpHeaders } from 'node:http';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);
const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}

/**
 * Whether a request comes from another site: told by `Sec-Fetch-Site` where the browser sends it, else by `Origin`. A browser
 * that sends neither on a change is none we know; a program that sends neither has no cookie to misuse.
 * @param publicHosts hosts the server is known by besides loopback names; null: any. A request for another host is another
 *   site's too: its name was pointed at this machine (DNS rebinding).
 */
export function isCrossSite(
  method: string,
  headers: IncomingHttpHeaders,
  publicHosts: ReadonlySet<string> | null,
): boolean {
  const host = headers.host ?? '';
  if (publicHosts?.has(host) === false && !loopbackNames.has(host.replace(/:\d+$/, ''))) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) {
    const ours = site === 'same-origin' || site === 'none';
    return !ours && !(reading.has(method) && site === 'same-site');
  }
  if (reading.has(method) || headers.origin === undefined) return false;
  const from = hostOf(headers.origin);
  return from === null || (from !== host && publicHosts?.has(from) !== true);
}
