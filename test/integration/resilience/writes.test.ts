import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { ask } from '../../emulator/client.ts';
import type { GraphqlAnswer } from '../../support/gateway.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { passOn, rawAnswer, type RawHandler } from '../../support/raw-server.ts';
import { startWireGateway, type WireGateway } from '../../support/wire-gateway.ts';

// Each test has a gateway of its own: what fails again and again opens a breaker and spends the budget of retries.
let test: WireGateway;
let clock: ManualClock;
beforeEach(async () => {
  clock = new ManualClock();
  test = await startWireGateway(clock, { TWILIO_ATTEMPT_TIMEOUT_MS: '3000' });
});
afterEach(() => test[Symbol.asyncDispose]());

const participantId = `${demo.serviceSid}-${demo.sessionSid}-${demo.customerSid}`;
const messages = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}/Participants/${demo.customerSid}/MessageInteractions`;

/** Lets time pass until the answers are there: a millisecond with each turn of the event loop. */
const finish = <T>(answers: Promise<T>): Promise<T> => clock.runUntil(answers, 1);

/** Sends a text and reads something else after it. */
const startSending = (body: string) =>
  test.query(
    `mutation ($input: CreateProxyMessageInteractionInput!) {
      createProxyMessageInteraction(input: $input) { messageInteraction { sid } userErrors { code } }
      other: updateProxyPhoneNumber(input: { id: "${demo.serviceSid}-${demo.phoneNumberSid}", isReserved: true }) {
        phoneNumber { isReserved }
      }
    }`,
    { input: { participantId, body } },
  );
const send = (body: string) => finish(startSending(body));
const other = { phoneNumber: { isReserved: true } };

/** How often a text was sent, by its words: what Twilio has done, whatever anybody was told. */
async function sentTexts(): Promise<Map<string, number>> {
  const { body } = await ask<{ interactions: { data: string }[] }>(
    test.emulator,
    'GET',
    `${messages}?PageSize=100`,
  );
  const counts = new Map<string, number>();
  for (const { data } of body.interactions) {
    const text = (JSON.parse(data) as { body: string }).body;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

const posts = () => test.wire.requests.filter((line) => line === `POST ${messages}`).length;

async function expectNormal() {
  test.wire.clear();
  const { data, errors } = await send('normal');
  expect(errors).toBeUndefined();
  expect(data.createProxyMessageInteraction.messageInteraction.sid).toMatch(/^KI/);
  expect(posts()).toBe(1);
}

/** Lets the emulator carry the request out, and does something else with the answer. */
const after =
  (then: RawHandler): RawHandler =>
  (socket, request) =>
    void fetch(test.emulator.url + request.target, {
      method: request.method,
      headers: {
        authorization: /^authorization: *(.*)$/im.exec(request.head)?.[1] ?? '',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: request.body,
    }).then(() => then(socket, request));

describe('a POST whose fate is not known', () => {
  it.each<[string, number, RawHandler]>([
    ['the connection is reset before it is carried out', 0, (socket) => socket.resetAndDestroy()],
    ['the connection is reset after it was carried out', 1, after((socket) => socket.resetAndDestroy())],
    ['the connection is closed after it was carried out', 1, after((socket) => socket.end())],
    ['the answer breaks off', 1, after((socket) => socket.end(rawAnswer(200, '{"sid":"KI').slice(0, -3)))],
    ['no answer comes', 0, () => undefined],
    ['no answer comes after it was carried out', 1, after(() => undefined)],
    ['half an answer comes and no more', 1, after((socket) => socket.write('HTTP/1.1 200 OK\r\n'))],
    ['a 500 comes', 0, (socket) => socket.write(rawAnswer(500, '{"status":500}'))],
    [
      'a 503 that asks to come again comes',
      0,
      (socket) => socket.write(rawAnswer(503, '', ['retry-after: 1'])),
    ],
    ['a 500 comes after it was carried out', 1, after((socket) => socket.write(rawAnswer(500, '{}')))],
    ['HTML comes', 1, after((socket) => socket.write(rawAnswer(200, '<html>')))],
    ['nothing comes with 201', 1, after((socket) => socket.write(rawAnswer(201, '')))],
    [
      'the record of something else comes',
      1,
      after((socket) => socket.write(rawAnswer(201, '{"sid":"KC1"}'))),
    ],
    ['a redirect comes', 0, (socket) => socket.write(rawAnswer(307, '', ['location: /v1/Services']))],
    ['no HTTP comes', 0, (socket) => socket.write('what?\r\n\r\n')],
  ])('is OUTCOME_UNKNOWN and is sent once: %s', async (_, done, handler) => {
    test.wire.fault(/^POST .*MessageInteractions$/, handler);
    const { data, errors } = await send('once');
    expect(data).toEqual({ createProxyMessageInteraction: null, other });
    expect(errors).toMatchObject([
      { path: ['createProxyMessageInteraction'], extensions: { code: 'OUTCOME_UNKNOWN' } },
    ]);
    expect(errors?.[0]?.message).toMatch(
      /^It is not known whether Twilio processed the write\. .* Look for the MessageInteraction in the list MessageInteractions before you create it again\.$/,
    );
    expect(posts()).toBe(1);
    expect((await sentTexts()).get('once') ?? 0).toBe(done);
    await expectNormal();
  });

  it('says how to find out: by the unique name where there is one', async () => {
    test.wire.fault(/^POST .*Sessions$/, (socket) => socket.resetAndDestroy());
    const { errors } = await test.query(
      `mutation { createProxySession(input: { serviceId: "${demo.serviceSid}", uniqueName: "order-1" }) { session { sid } } }`,
    );
    expect(errors?.[0]?.message).toContain(
      'Look for the Session by its unique name before you create it again.',
    );
    expect(errors?.[0]?.message).not.toContain('order-1');
  });

  it('says how to find out: by reading what was to be changed', async () => {
    test.wire.fault(/^POST .*Sessions\/KC\w+$/, (socket) => socket.resetAndDestroy());
    const { errors } = await test.query(
      `mutation { updateProxySession(input: { id: "${demo.serviceSid}-${demo.sessionSid}", ttl: 60 }) { session { sid } } }`,
    );
    expect(errors?.[0]?.message).toContain('Read the Session to see whether it has changed.');
  });

  it('is unknown when an update is answered with another record', async () => {
    const path = /^POST .*Sessions\/KC\w+$/;
    test.wire.fault(path, (socket) => socket.write(rawAnswer(200, `{"sid":"${demo.oddSessionSid}"}`)));
    const { errors } = await test.query(
      `mutation { updateProxySession(input: { id: "${demo.serviceSid}-${demo.sessionSid}", ttl: 60 }) { session { sid } } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'OUTCOME_UNKNOWN' } }]);
  });
});

describe('a POST that Twilio has not processed', () => {
  it('is sent again after a 429, until it goes through', async () => {
    const refusal = rawAnswer(429, '{"code":80621,"status":429}');
    test.wire.fault(/^POST .*MessageInteractions$/, (socket) => socket.write(refusal), 2);
    const { data, errors } = await send('after 429');
    expect(errors).toBeUndefined();
    expect(data.createProxyMessageInteraction.messageInteraction.sid).toMatch(/^KI/);
    expect(posts()).toBe(3);
    expect((await sentTexts()).get('after 429')).toBe(1);
    await expectNormal();
  });

  it('is RATE_LIMITED when the 429 lasts', async () => {
    const refusal = rawAnswer(429, '{"code":80621,"status":429}', ['retry-after: 4']);
    test.wire.fault(/^POST .*MessageInteractions$/, (socket) => socket.write(refusal));
    const { data, errors } = await send('never');
    expect(data).toEqual({ createProxyMessageInteraction: null, other });
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 4 } }]);
    // At once, after 4 seconds and after 8: another one would come after the deadline.
    expect(posts()).toBe(3);
    expect(clock.now()).toBeLessThan(10_000);
    expect((await sentTexts()).has('never')).toBe(false);
    await expectNormal();
  });
});

describe('a DELETE', () => {
  const sessionId = `${demo.serviceSid}-${demo.oddSessionSid}`;
  const path = `/v1/Services/${demo.serviceSid}/Sessions/${demo.oddSessionSid}`;
  const remove = () =>
    finish(
      test.query(
        `mutation { deleteProxySession(input: { id: "${sessionId}" }) { deletedId userErrors { code } } }`,
      ),
    );
  const deletes = () => test.wire.requests.filter((line) => line === `DELETE ${path}`).length;

  it.each<[string, RawHandler]>([
    ['reset before it is carried out', (socket) => socket.resetAndDestroy()],
    ['reset after it was carried out', after((socket) => socket.resetAndDestroy())],
    ['without an answer', () => undefined],
    ['without an answer after it was carried out', after(() => undefined)],
    ['answered with 500 after it was carried out', after((socket) => socket.write(rawAnswer(500, '{}')))],
  ])('is sent again and has then done its work: %s', async (_, handler) => {
    test.wire.fault(/^DELETE/, handler, 1);
    const { data, errors } = await remove();
    expect(errors).toBeUndefined();
    expect(data.deleteProxySession).toEqual({ deletedId: sessionId, userErrors: [] });
    expect(deletes()).toBe(2);
    expect((await ask(test.emulator, 'GET', path)).status).toBe(404);
    await expectNormal();
  });

  it('of something that is not there is a user error', async () => {
    await remove();
    const { data } = await remove();
    expect(data.deleteProxySession).toEqual({ deletedId: null, userErrors: [{ code: 'NOT_FOUND' }] });
    expect(deletes()).toBe(2);
  });

  it('that fails again and again says how, and may be sent again by the caller', async () => {
    test.wire.fault(/^DELETE/, (socket) => socket.resetAndDestroy());
    const { data, errors } = await remove();
    expect(data).toEqual({ deleteProxySession: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(deletes()).toBe(3);
  });
});

/** Numbers that look random and are the same in every run. */
function* dice(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('writes under chaos', () => {
  const faults: RawHandler[] = [
    (socket) => socket.resetAndDestroy(),
    after((socket) => socket.resetAndDestroy()),
    after((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n{"sid":')),
    after((socket) => socket.write(rawAnswer(500, '{}'))),
    after((socket) => socket.write(rawAnswer(200, '<html>'))),
    after(() => undefined),
    () => undefined,
    (socket) => socket.write(rawAnswer(503, '{}')),
    (socket) => socket.write(rawAnswer(429, '{"code":80621,"status":429}')),
  ];

  /** `together` writes are under way at the same time. */
  async function chaos(seed: number, count: number, together: number, during?: () => Promise<void>) {
    const numbers = dice(seed);
    for (let index = 0; index < count; index += 1) {
      const at = Math.floor(numbers.next().value * faults.length);
      // Every other request passes as it is, so that too few fail in a row for the breaker.
      const fault = (index % 2 === 1 ? faults[at] : undefined) ?? passOn(test.emulator.url);
      test.wire.fault(/^POST .*MessageInteractions$/, fault, 1);
    }
    const texts = Array.from({ length: count }, (_, index) => `text ${index}`);
    const answers: (GraphqlAnswer | null)[] = [];
    for (let from = 0; from < count; from += together) {
      const writes = texts.slice(from, from + together).map((text) => startSending(text).catch(() => null));
      const [all] = await finish(Promise.all([Promise.all(writes), during?.()]));
      answers.push(...all);
    }
    await test.emulator.control.idle();
    const sent = await sentTexts();
    return texts.map((text, index) => ({ times: sent.get(text) ?? 0, answer: answers[index] ?? null }));
  }

  it.each([1, 2, 3])('are processed once at most, and as their callers were told (%d)', async (seed) => {
    const results = await chaos(seed, 40, 4);
    for (const { times, answer } of results) {
      const code = answer?.errors?.[0]?.extensions.code;
      const isDone = answer?.data.createProxyMessageInteraction !== null;
      expect(times).toBeLessThanOrEqual(1);
      if (isDone) expect(times).toBe(1);
      else if (code !== 'OUTCOME_UNKNOWN') expect(times).toBe(0);
    }
    expect(posts()).toBeGreaterThanOrEqual(35);
    expect(results.filter(({ times }) => times === 1).length).toBeGreaterThanOrEqual(15);
  });

  it('are processed once at most when the gateway stops in between', async () => {
    const results = await chaos(4, 40, 40, async () => {
      await test.emulator.control.arrived(10, { method: 'POST' });
      await test.gateway.stop();
    });
    for (const { times } of results) expect(times).toBeLessThanOrEqual(1);
  });

  it('are processed once at most, and all are answered, when the gateway drains in between', async () => {
    const results = await chaos(5, 40, 40, async () => {
      await test.emulator.control.arrived(10, { method: 'POST' });
      await test.gateway.drain();
    });
    for (const { times, answer } of results) {
      expect(times).toBeLessThanOrEqual(1);
      if (answer === null) expect(times).toBe(0);
    }
  });
});
