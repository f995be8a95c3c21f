import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A network in front of the server, at an address that stays while servers come and go: through, nothing at all, or events that
 * arrive and whose answer does not. It can also pass for a server with a newer version of the app.
 */
export class Front {
  mood: 'through' | 'nothing' | 'answer lost' = 'through';
  /** Where the server is now; null: nowhere. */
  target: string | null = null;
  /** Each higher number is another version of the app to the browsers. */
  appVersion = 0;
  readonly origin: string;
  readonly #close: () => Promise<void>;

  private constructor(origin: string, close: () => Promise<void>) {
    this.origin = origin;
    this.#close = close;
  }

  static async open(): Promise<Front> {
    let front: Front | null = null;
    const server = createServer((asked, answering) =>
      front === null ? asked.socket.destroy() : front.#pass(asked, answering),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    front = new Front(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return front;
  }

  close(): Promise<void> {
    return this.#close();
  }

  #pass(asked: IncomingMessage, answering: ServerResponse): void {
    if (this.mood === 'nothing' || this.target === null) {
      asked.socket.destroy();
      return;
    }
    const { method = 'GET', headers, url = '/' } = asked;
    const isLost = this.mood === 'answer lost' && url === '/api/events';
    const passed = request(new URL(url, this.target), { method, headers }, (answer) => {
      if (isLost) {
        // The server has taken it in by the time it answers.
        answer.resume();
        asked.socket.destroy();
      } else if (url === '/sw.js' && this.appVersion > 0) {
        void this.#asNewer(answer, answering);
      } else {
        answering.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(answering);
      }
    });
    passed.on('error', () => asked.socket.destroy());
    answering.on('close', () => passed.destroy());
    asked.pipe(passed);
  }

  async #asNewer(answer: IncomingMessage, answering: ServerResponse): Promise<void> {
    let worker = '';
    for await (const chunk of answer.setEncoding('utf8')) worker += chunk;
    const newer = worker.replace(/^const version = "(\w+)"/, `const version = "$1-${this.appVersion}"`);
    answering.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' });
    answering.end(newer);
  }
}
