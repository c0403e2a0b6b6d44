import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import { DEMO_AUTH_TOKEN } from '../../../src/emulator/emulator.ts';

/** A webhook as it arrived. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether the official package accepts the signature. */
  readonly isSigned: boolean;
}

export interface ReceiverAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Receives webhooks on this machine. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
  /** What it answers. Default: 204. */
  answer: (received: Received) => ReceiverAnswer | Promise<ReceiverAnswer>;
}

export async function createReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const receiver = { answer: (): ReceiverAnswer => ({}) } as { answer: Receiver['answer'] };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const { headers, url: path = '/' } = request;
      const parameters = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
      const signature = String(headers['x-twilio-signature']);
      const isSigned = twilio.validateRequest(DEMO_AUTH_TOKEN, signature, url + path, parameters);
      const arrived = { path, headers, parameters, isSigned };
      received.push(arrived);
      void Promise.resolve(receiver.answer(arrived)).then(({ body, headers: extra = {}, status = 204 }) =>
        response.writeHead(status, extra).end(body),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(receiver, {
    url,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

/** An address on this machine where nobody listens. */
export async function closedAddress(protocol: 'http' | 'https' = 'http'): Promise<string> {
  const receiver = await createReceiver();
  await receiver[Symbol.asyncDispose]();
  return receiver.url.replace('http', protocol);
}
