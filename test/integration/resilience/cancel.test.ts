import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { createHttpClient } from '../../support/http-client.ts';
import { ManualClock, settle, until } from '../../support/manual-clock.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

const nested = `{ proxyService(id: "${demo.serviceSid}") {
  sessions(first: 20) { nodes { participants { nodes { messageInteractions { nodes { sid } } } } } }
} }`;
const participants = /\/Participants\?/;

async function expectNormal(test: TestGateway) {
  const { data, errors } = await test.query(nested);
  expect(errors).toBeUndefined();
  expect(data.proxyService.sessions.nodes).toHaveLength(20);
}

describe('a caller who hangs up', () => {
  it('ends the reads on the wire at once, and the next level is not read', async () => {
    // On this clock no time passes at all: nothing but the hanging up can end the reads.
    await using test = await startGateway({ testOptions: { clock: new ManualClock() } });
    const { control } = test.emulator;
    control.hold({ path: participants });
    const client = createHttpClient(test.gateway.url);
    const outgoing = client.start(nested);
    await control.arrived(20, { path: participants });
    outgoing.destroy();
    await control.aborted(20, { path: participants });
    control.releaseHolds();
    await control.idle();
    await settle();
    expect(test.takeRequests()).toHaveLength(21);
    await expectNormal(test);
  });

  it('ends reads that wait for their turn: they are never sent', async () => {
    await using test = await startGateway({
      testOptions: { clock: new ManualClock() },
      env: { TWILIO_MAX_CONCURRENCY: '4' },
    });
    const { control } = test.emulator;
    control.hold({ path: participants });
    const client = createHttpClient(test.gateway.url);
    const outgoing = client.start(nested);
    await control.arrived(4, { path: participants });
    outgoing.destroy();
    await control.aborted(4, { path: participants });
    control.releaseHolds();
    await control.idle();
    expect(test.takeRequests()).toHaveLength(5);
    await expectNormal(test);
  });

  it('does not end a read that another caller waits for too, and the last one who goes does', async () => {
    await using test = await startGateway({ testOptions: { clock: new ManualClock() } });
    const { control } = test.emulator;
    const path = `/v1/Services/${demo.serviceSid}`;
    const one = `{ proxyService(id: "${demo.serviceSid}") { uniqueName } }`;
    // What they read alone shows that they have asked for what they share.
    const [first = '', second = '', third = ''] = [
      demo.phoneNumberSid,
      demo.shortCodeSid,
      demo.sessionSid,
    ].map((sid) =>
      one.replace(
        /\}$/,
        `node(id: "${demo.serviceSid}-${sid}") { id ... on ProxyPhoneNumber { isReserved }
        ... on ProxyShortCode { isReserved } ... on ProxySession { ttl } } }`,
      ),
    );
    const hold = control.hold({});
    const clients = Array.from({ length: 3 }, () => createHttpClient(test.gateway.url));
    const leaving = [clients[0]?.start(first), clients[1]?.start(second)];
    const staying = clients[2]?.post(third);
    await control.arrived(4);
    leaving.forEach((outgoing) => outgoing?.destroy());
    await control.aborted(2);
    expect(test.emulator.inFlight).toBe(2);
    hold.release();
    expect(JSON.parse((await staying)?.body ?? '')).toMatchObject({
      data: { proxyService: { uniqueName: demo.serviceUniqueName } },
    });
    expect(test.takeRequests().filter((line) => line.endsWith(path))).toEqual([`GET ${path}`]);

    control.hold({});
    const last = createHttpClient(test.gateway.url).start(one);
    await control.arrived(1);
    last.destroy();
    await control.aborted(1);
    clients.forEach((client) => client.close());
  });

  it('ends the wait for a retry, and there is none', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({ testOptions: { clock } });
    const { control } = test.emulator;
    control.fault({ path: participants, code: 80621, headers: { 'retry-after': '3' }, times: 20 });
    const client = createHttpClient(test.gateway.url);
    const outgoing = client.start(nested);
    await control.arrived(20, { path: participants });
    await control.idle();
    // The deadline, and the wait of each.
    await until(() => clock.timers === 21);
    outgoing.destroy();
    await until(() => clock.timers === 0);
    expect(test.takeRequests()).toHaveLength(21);
    await clock.advance(3000);
    await expectNormal(test);
  });
});

describe('a caller who hangs up during a write', () => {
  const message = `mutation { createProxyMessageInteraction(input: {
    participantId: "${demo.serviceSid}-${demo.sessionSid}-${demo.customerSid}", body: "on its way" })
    { messageInteraction { sid } } }`;
  const posts = { method: 'POST', path: /MessageInteractions$/ };

  it('leaves it on the wire to finish, once, and its end is logged', async () => {
    const logged: string[] = [];
    const logger = createLogger('warn', { write: (line) => void logged.push(line) });
    await using test = await startGateway({ logger });
    const { control } = test.emulator;
    const hold = control.hold({ ...posts, at: 'answer' });
    const client = createHttpClient(test.gateway.url);
    const outgoing = client.start(message);
    await control.arrived(1, posts);
    outgoing.destroy();
    await expectNormal(test);
    expect(test.emulator.inFlight).toBe(1);
    hold.release();
    await control.idle();
    await until(() => logged.length > 0);
    expect(test.emulator.log.filter(({ method }) => method === 'POST')).toMatchObject([
      { status: 200, aborted: false },
    ]);
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      endpoint: expect.stringMatching(/^POST .*MessageInteractions$/) as string,
      outcome: 200,
      requestId: expect.any(String) as string,
      msg: 'a write ended after its caller had gone',
    });
    expect(logged.join()).not.toContain('on its way');
  });

  it('keeps a gateway that drains from ending before the write has ended', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({ testOptions: { clock } });
    const { control } = test.emulator;
    const hold = control.hold({ ...posts, at: 'answer' });
    const client = createHttpClient(test.gateway.url);
    const outgoing = client.start(message);
    await control.arrived(1, posts);
    const closed = new Promise((resolve) => outgoing.once('close', resolve));
    outgoing.destroy();
    let isDrained = false;
    const drained = test.gateway.drain().then(() => (isDrained = true));
    // The one connection is closed, so that nothing but the write is left to wait for.
    await closed;
    await clock.advance(4000);
    for (let turn = 0; turn < 20; turn += 1) await settle();
    expect(isDrained).toBe(false);
    hold.release();
    await drained;
    expect(test.emulator.log.at(-1)).toMatchObject({ method: 'POST', status: 200, aborted: false });
  });

  it('does not send what still waits for its turn', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({ testOptions: { clock }, env: { TWILIO_MAX_CONCURRENCY: '1' } });
    const { control } = test.emulator;
    const hold = control.hold({ method: 'GET' });
    const first = test.query(nested);
    await control.arrived(1);
    const timers = clock.timers;
    const client = createHttpClient(test.gateway.url);
    const outgoing = client.start(message);
    // Its deadline is set when it starts and unset when it has ended.
    await until(() => clock.timers > timers);
    for (let turn = 0; turn < 20; turn += 1) await settle();
    outgoing.destroy();
    await until(() => clock.timers === timers);
    hold.release();
    expect((await first).errors).toBeUndefined();
    expect(test.takeRequests().filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  it('does not start the next write of the same operation', async () => {
    const clock = new ManualClock();
    await using test = await startGateway({ testOptions: { clock } });
    const { control } = test.emulator;
    const hold = control.hold({ ...posts, at: 'answer' });
    const client = createHttpClient(test.gateway.url);
    const [, field = ''] = /mutation \{([\s\S]*)\}$/.exec(message) ?? [];
    const outgoing = client.start(`mutation { a: ${field} b: ${field} }`);
    await control.arrived(1, posts);
    outgoing.destroy();
    // What is left is the timer of the attempt that is on the wire.
    await until(() => clock.timers === 1);
    hold.release();
    await control.idle();
    await expectNormal(test);
    expect(test.takeRequests().filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });
});
