import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { ManualClock, until } from '../../support/manual-clock.ts';
import { createRawServer, rawAnswer, type RawHandler } from '../../support/raw-server.ts';
import type { GraphqlAnswer } from '../../support/gateway.ts';
import { startWireGateway, type WireGateway } from '../../support/wire-gateway.ts';

/** Two reads; the wire fails under the first one. */
const query = `{
  bad: proxySession(id: "${demo.serviceSid}-${demo.sessionSid}") { uniqueName }
  good: proxyService(id: "${demo.serviceSid}") { uniqueName }
}`;
const good = { uniqueName: demo.serviceUniqueName };
const whole = { bad: { uniqueName: demo.sessionUniqueName }, good };
const session = /^GET \S+\/Sessions\/KC/;

// Each test has a gateway of its own: what fails again and again opens a breaker and spends the budget of retries.
let test: WireGateway;
beforeEach(async () => {
  test = await startWireGateway();
});
afterEach(() => test[Symbol.asyncDispose]());

const attempts = () => test.wire.requests.filter((line) => session.test(line)).length;

function expectData({ data, errors }: GraphqlAnswer) {
  expect(errors).toBeUndefined();
  expect(data).toEqual(whole);
}

async function expectWhole() {
  test.wire.clear();
  expectData(await test.query(query));
  expect(attempts()).toBe(1);
}

/** Only the read under which the wire fails has an error, of that code and after so many attempts. */
async function expectOnlyBad(code: string, times: number, answer = test.query(query)) {
  const { data, errors } = await answer;
  expect(data).toEqual({ bad: null, good });
  expect(errors).toMatchObject([{ path: ['bad'], extensions: { code } }]);
  expect(attempts()).toBe(times);
  return errors;
}

/** Writes something and then nothing more; the connection stays open. */
const write =
  (...texts: (string | Buffer)[]): RawHandler =>
  (socket) =>
    texts.forEach((text) => socket.write(text));

const head = (...headers: string[]) => ['HTTP/1.1 200 x', ...headers, '', ''].join('\r\n');
const record = `{"sid":"${demo.sessionSid}"}`;

const endless =
  (chunk: string): RawHandler =>
  (socket) => {
    const more = () => {
      if (socket.destroyed) return;
      if (socket.write(chunk)) setImmediate(more);
      else socket.once('drain', more);
    };
    more();
  };

/** One byte at a time, each well within any timer that runs between bytes. */
const trickle: RawHandler = (socket) => {
  socket.write(head('content-length: 100000'));
  const timer = setInterval(() => socket.write('x'), 20);
  socket.once('close', () => clearInterval(timer));
};

describe('a wire that breaks', () => {
  it.each<[string, RawHandler]>([
    ['the connection is closed without an answer', (socket) => socket.end()],
    ['the connection is reset without an answer', (socket) => socket.resetAndDestroy()],
    ['it ends in the status line', (socket) => socket.end('HTTP/1.1 20')],
    ['it ends in the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-ty')],
    ['it ends in the body', (socket) => socket.end(rawAnswer(200, record).slice(0, -5))],
    [
      'it is reset in the body',
      (socket) =>
        socket.write(rawAnswer(200, record).slice(0, -5), () => setImmediate(() => socket.resetAndDestroy())),
    ],
    ['it ends in a chunk', (socket) => socket.end(`${head('transfer-encoding: chunked')}20\r\n{"sid"`)],
  ])('is tried three times and UPSTREAM_UNAVAILABLE: %s', async (_, handler) => {
    test.wire.fault(session, handler);
    await expectOnlyBad('UPSTREAM_UNAVAILABLE', 3);
    await expectWhole();
  });

  it('is whole again on the second attempt when it breaks once', async () => {
    test.wire.fault(session, (socket) => socket.resetAndDestroy(), 1);
    expectData(await test.query(query));
    expect(attempts()).toBe(2);
  });

  it('does no harm when Twilio closes a kept connection between two requests', async () => {
    test.wire.fault(/./, (socket, { target }) =>
      socket.end(rawAnswer(200, target.includes('Sessions') ? record : `{"sid":"${demo.serviceSid}"}`)),
    );
    await test.query(query);
    await expectWhole();
  });
});

describe('a wire that is silent', () => {
  it.each<[string, RawHandler]>([
    ['no answer', () => undefined],
    ['a status line and no more', write('HTTP/1.1 200 OK\r\n')],
    ['headers and no body', write(head('content-length: 20'))],
    ['half a body', write(rawAnswer(200, record).slice(0, -5))],
    ['a body that trickles', trickle],
    [
      'informational answers without end',
      (socket) => {
        const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'), 20);
        socket.once('close', () => clearInterval(timer));
      },
    ],
  ])('is tried three times and UPSTREAM_TIMEOUT: %s', async (_, handler) => {
    await test[Symbol.asyncDispose]();
    const clock = new ManualClock();
    test = await startWireGateway(clock, { TWILIO_ATTEMPT_TIMEOUT_MS: '3000' });
    test.wire.fault(session, handler);
    const answer = test.query(query);
    for (const attempt of [1, 2, 3]) {
      // What is left are the timers of the operation and of the attempt that gets no whole answer.
      await until(() => attempts() === attempt && clock.timers === 2);
      await clock.advance(3000);
    }
    await expectOnlyBad('UPSTREAM_TIMEOUT', 3, answer);
    await expectWhole();
  });
});

describe('a wire that speaks no proper HTTP', () => {
  it.each<[string, RawHandler]>([
    ['another protocol', write('SSH-2.0-OpenSSH_9.2\r\n')],
    ['bytes of all kinds', write(Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7) % 256)))],
    ['a chunk without a size', write(`${head('transfer-encoding: chunked')}zz\r\n`)],
    ['two lengths', write(`${head('content-length: 5', 'content-length: 6')}12345`)],
    [
      'a length and chunks',
      write(`${head('content-length: 5', 'transfer-encoding: chunked')}5\r\n12345\r\n0\r\n\r\n`),
    ],
    ['headers of 200 KB', write(head(`x-large: ${'x'.repeat(200_000)}`))],
    ['no status line, and headers without end', endless('x-more: yes\r\n'.repeat(100))],
    ['a header with a NUL', write(head('x-odd: a\0b', 'content-length: 2'), '{}')],
  ])('is not asked again and UPSTREAM_BAD_RESPONSE: %s', async (_, handler) => {
    test.wire.fault(session, handler);
    await expectOnlyBad('UPSTREAM_BAD_RESPONSE', 1);
    await expectWhole();
  });
});

describe('an answer that was not asked for', () => {
  it.each<[string, RawHandler]>([
    ['compressed', write(head('content-encoding: gzip', 'content-length: 49'), gzipSync(record))],
    ['of more than 10 MiB', endless(`HTTP/1.1 200 x\r\n\r\n${'x'.repeat(65_536)}`)],
    [
      'of more than 10 MiB, in chunks',
      (socket, request) => {
        socket.write(head('transfer-encoding: chunked'));
        endless(`10000\r\n${'x'.repeat(65_536)}\r\n`)(socket, request);
      },
    ],
    ['a bomb that says that it is small', write(head('content-encoding: br', 'content-length: 5'), 'xxxxx')],
  ])('is refused with UPSTREAM_BAD_RESPONSE and not asked for again: %s', async (_, handler) => {
    test.wire.fault(session, handler);
    await expectOnlyBad('UPSTREAM_BAD_RESPONSE', 1);
    await expectWhole();
  });

  it.each([301, 302, 303, 307, 308])('is not followed: %d to another host', async (status) => {
    await using other = await createRawServer(write(rawAnswer(200, record)));
    test.wire.fault(session, write(rawAnswer(status, '', [`location: ${other.url}/v1/Services`])));
    const errors = await expectOnlyBad('UPSTREAM_BAD_RESPONSE', 1);
    expect(JSON.stringify(errors)).not.toContain(String(other.port));
    expect(other.connections).toBe(0);
    await expectWhole();
  });

  it('is told apart from the answer to the next request on the connection', async () => {
    const strange = rawAnswer(200, `{"sid":"${demo.sessionSid}","unique_name":"strange"}`);
    test.wire.fault(session, write(strange + strange), 1);
    expect(await test.query(query)).toMatchObject({ data: { bad: { uniqueName: 'strange' }, good } });
    for (let count = 0; count < 5; count += 1) await expectWhole();
  });

  it('is read past informational answers', async () => {
    test.wire.fault(
      session,
      write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n', rawAnswer(200, record)),
      1,
    );
    expect(await test.query(query)).toMatchObject({ data: { bad: { uniqueName: null }, good } });
    expect(attempts()).toBe(1);
    await expectWhole();
  });
});
