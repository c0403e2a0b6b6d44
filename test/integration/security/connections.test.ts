import { createConnection, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Timeouts } from '../../../src/server/http.ts';
import { longTimeouts, startGateway } from '../../support/gateway.ts';

/**
 * Writes these parts and tells what came back when the gateway has closed the connection. One limit is short, so that the
 * test ends; what is tested is that there is an end. No other limit is reached, however slow the machine is.
 */
async function closedAfter(short: Partial<Timeouts>, start: string, trickle?: string): Promise<string> {
  const timeouts = { ...longTimeouts, checkMs: 50, ...short };
  await using test = await startGateway({ testOptions: { timeouts } });
  return await talk(new URL(test.gateway.url).port, start, trickle);
}

function talk(port: string, start: string, trickle?: string): Promise<string> {
  const socket: Socket = createConnection(Number(port), '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => void (answer += data.toString()));
  socket.on('error', () => undefined);
  socket.write(start);
  const timer = trickle === undefined ? undefined : setInterval(() => socket.write(trickle), 20);
  return new Promise((resolve) =>
    socket.once('close', () => {
      clearInterval(timer);
      resolve(answer);
    }),
  );
}

const head = 'POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n';

describe('a connection is closed by the gateway', () => {
  it('when nothing comes at all', async () => {
    expect(await closedAfter({ socketMs: 300 }, '')).not.toContain('200 OK');
  });

  it('when headers come in a trickle', async () => {
    expect(await closedAfter({ headersMs: 200 }, head, 'x-a: b\r\n')).toMatch(/^HTTP\/1.1 408 /);
  });

  it('when a body comes in a trickle', async () => {
    expect(
      await closedAfter({ headersMs: 300, requestMs: 400 }, `${head}content-length: 100000\r\n\r\n`, ' '),
    ).toMatch(/^HTTP\/1.1 408 /);
  });

  it('when it stays idle after an answer', async () => {
    expect(
      await closedAfter({ keepAliveMs: 200 }, 'GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n'),
    ).toMatch(/^HTTP\/1.1 200 /);
  });

  it('when it sends what is no HTTP, and the answer repeats nothing of it', async () => {
    const answer = await closedAfter({}, 'canary\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('{"errors":[');
    expect(answer).not.toContain('canary');
  });

  it('when its headers are too large', async () => {
    expect(await closedAfter({}, `${head}x-a: ${'b'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
  });
});
