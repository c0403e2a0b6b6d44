import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startGateway, type TestGateway } from './gateway.ts';

/** A gateway that gets the webhooks of its emulator through another server, as behind a receiver that a user has already. */
export async function startLiveGateway(
  options: Parameters<typeof startGateway>[0] = {},
): Promise<TestGateway> {
  let target = '';
  const forwarder = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const { 'content-type': type = '', 'x-twilio-signature': signature = '', ...headers } = request.headers;
      const token = headers['i-twilio-idempotency-token'] ?? '';
      fetch(`${target}/webhooks/proxy`, {
        method: 'POST',
        headers: {
          'content-type': type,
          'x-twilio-signature': String(signature),
          'i-twilio-idempotency-token': String(token),
        },
        body: Buffer.concat(chunks),
      }).then(
        ({ status }) => response.writeHead(status).end(),
        () => response.writeHead(502).end(),
      );
    });
  });
  await new Promise<void>((resolve) => forwarder.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(forwarder.address() as AddressInfo).port}/twilio/status`;
  const test = await startGateway({ ...options, env: { WEBHOOK_URL: url, ...options.env } });
  target = test.gateway.url;
  test.emulator.control.registerCallback(url);
  return {
    ...test,
    async [Symbol.asyncDispose]() {
      await test[Symbol.asyncDispose]();
      forwarder.closeAllConnections();
      forwarder.close();
    },
  };
}
