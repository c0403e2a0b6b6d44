import { describe, expect, it, vi } from 'vitest';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { ManualClock, until } from '../../support/manual-clock.ts';
import { createRawServer } from '../../support/raw-server.ts';
import { startGateway } from '../../support/gateway.ts';

const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;
const sessionPath = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;

const query = `{
  slow: proxySession(id: "${sessionId}") { uniqueName participants { nodes { sid messageInteractions { nodes { sid } } } } }
  good: proxyService(id: "${demo.serviceSid}") { uniqueName }
}`;
const good = { uniqueName: demo.serviceUniqueName };

describe('the deadline of an operation', () => {
  it('ends what is not there by then with DEADLINE_EXCEEDED, answers all else, and starts nothing more', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({
      testOptions: { clock },
      env: { TWILIO_ATTEMPT_TIMEOUT_MS: '60000' },
    });
    const { control } = test.emulator;
    control.hold({ path: `${sessionPath}/Participants` });
    const answer = test.query(query);
    await control.arrived(3);
    await clock.advance(9999);
    expect(test.emulator.inFlight).toBe(1);
    await clock.advance(1);
    const { data, errors, status } = await answer;
    expect(status).toBe(200);
    expect(data).toEqual({ slow: { uniqueName: demo.sessionUniqueName, participants: null }, good });
    expect(errors).toMatchObject([
      { path: ['slow', 'participants'], extensions: { code: 'DEADLINE_EXCEEDED' } },
    ]);
    await control.aborted(1);
    control.releaseHolds();
    await control.idle();
    expect(test.takeRequests()).toHaveLength(3);
    expect((await test.query(query)).errors).toBeUndefined();
  });

  it('leaves no timer behind when the operation is over before', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({ testOptions: { clock } });
    await test.query(query);
    await test.query('{ nonsense }');
    expect(clock.timers).toBe(0);
  });

  it('is not moved by the clock on the wall', async () => {
    await using test = await startGateway();
    const hold = test.emulator.control.hold({ path: sessionPath });
    const answer = test.query(query);
    await test.emulator.control.arrived(1, { path: sessionPath });
    const jump = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 86_400_000);
    hold.release();
    expect((await answer).errors).toBeUndefined();
    jump.mockRestore();
  });
});

describe('the timer of an attempt', () => {
  it('ends an attempt after 5 seconds; the second one gets what is left of the deadline', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({ testOptions: { clock } });
    const { control } = test.emulator;
    control.fault({ path: sessionPath, hang: true });
    const answer = test.query(query);
    // The others have their answers: only the read that hangs is to run out of time.
    await control.arrived(3);
    await until(() => test.emulator.inFlight === 1 && clock.timers === 2);
    await clock.advance(4999);
    expect(test.emulator.inFlight).toBe(1);
    await clock.advance(1);
    await control.aborted(1);
    await control.arrived(2, { path: sessionPath });
    await clock.advance(5000);
    const { data, errors } = await answer;
    expect(data).toEqual({ slow: null, good });
    expect(errors).toMatchObject([{ path: ['slow'], extensions: { code: 'DEADLINE_EXCEEDED' } }]);
    await control.aborted(2);
    control.clearFaults();
    expect((await test.query(query)).errors).toBeUndefined();
  });
});

/** A server that answers a TLS greeting with something else. */
async function createPlainServer() {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('220 mail.example.com ESMTP'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return connections;
    },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

describe('no connection', () => {
  const read = `{ proxyService(id: "${demo.serviceSid}") { uniqueName } }`;
  const write = `mutation { createProxySession(input: { serviceId: "${demo.serviceSid}" }) { session { sid } } }`;
  it('in time is UPSTREAM_TIMEOUT after three tries, for a write too: it was never sent', async () => {
    // A server that takes the connection and never says a word of TLS.
    await using silent = await createRawServer();
    const clock = new ManualClock();
    await using test = await startGateway({
      testOptions: { clock },
      env: { TWILIO_PROXY_BASE_URL: silent.url.replace('http:', 'https:') },
    });
    for (const [index, operation] of [read, write].entries()) {
      const answer = test.query(operation);
      for (let tries = 1; tries <= 3; tries += 1) {
        await until(() => silent.connections === 3 * index + tries);
        await clock.advance(2000);
      }
      const { data, errors } = await answer;
      expect(Object.values(data as object)).toEqual([null]);
      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
      expect(silent.connections).toBe(3 * (index + 1));
    }
  });

  it('with a server that speaks no TLS is UPSTREAM_UNAVAILABLE after three tries, for a write too', async () => {
    await using plain = await createPlainServer();
    await using test = await startGateway({ env: { TWILIO_PROXY_BASE_URL: plain.url } });
    for (const [index, operation] of [read, write].entries()) {
      const { errors } = await test.query(operation);
      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
      expect(plain.connections).toBe(3 * (index + 1));
    }
  });

  it.each([
    ['where nobody listens', { TWILIO_PROXY_BASE_URL: 'http://127.0.0.1:1' }, /^UPSTREAM_UNAVAILABLE$/],
    [
      'to a name that does not exist',
      // Some resolvers take their time to say so.
      { TWILIO_PROXY_BASE_URL: 'https://proxy.twilio.invalid', TWILIO_CONNECT_TIMEOUT_MS: '200' },
      /^UPSTREAM_(UNAVAILABLE|TIMEOUT)$/,
    ],
  ])('%s is UPSTREAM_UNAVAILABLE, for a write too', async (_, env, code) => {
    await using test = await startGateway({ env });
    for (const operation of [read, write]) {
      const { data, errors } = await test.query(operation);
      expect(Object.values(data as object)).toEqual([null]);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual([expect.stringMatching(code)]);
    }
  });
});
