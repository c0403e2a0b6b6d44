import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { seededGateway } from './seeded-gateway.ts';
import { economySeed, participantUrl, serviceSid, serviceUrl, sessionId, sessionUrl, upTo } from './seed.ts';

const test = await seededGateway();

const trace = { 'x-upstream-trace': 'true' };
const session =
  'query ($id: ID!) { proxySession(id: $id) { status closedReason participants { nodes { sid } } } }';

/** Sends an operation that its caller can give up. */
function callUp(query: string, variables: object): { readonly answer: Promise<unknown>; hangUp(): void } {
  const controller = new AbortController();
  const answer = fetch(`${test.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal: controller.signal,
  }).then((response) => response.json());
  return { answer, hangUp: () => controller.abort() };
}

describe('operations at the same time', () => {
  it('share the calls that they have in common', async () => {
    const hold = test.emulator.control.hold({});
    const first = test.query(session, { id: sessionId(3) }, trace);
    await test.emulator.control.arrived(2);
    const others = upTo(5).map(() => test.query(session, { id: sessionId(3) }, trace));
    // The gateway has the five by the time it has answered what was sent after them.
    await test.query('{ __typename }');
    const other = test.query(session, { id: sessionId(4) }, trace);
    await test.emulator.control.arrived(4);
    hold.release();
    const answers = await Promise.all([first, ...others]);
    await other;
    expect(test.takeRequests()).toHaveLength(4);
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(answers.map(({ extensions }) => extensions.upstream.calls)).toEqual([2, 0, 0, 0, 0, 0]);
    expect(answers.map(({ extensions }) => extensions.upstream.saved)).toEqual([
      { coalesced: 0, deduplicated: 0 },
      ...upTo(5).map(() => ({ coalesced: 2, deduplicated: 0 })),
    ]);
  });

  it('share a failure, each at its own path', async () => {
    test.emulator.control.fault({ path: sessionUrl(3), code: 20001 });
    const hold = test.emulator.control.hold({ path: sessionUrl(3) });
    const running = ['a', 'b'].map((alias) =>
      test.query(`query ($id: ID!) { ${alias}: proxySession(id: $id) { status } }`, { id: sessionId(3) }),
    );
    await test.emulator.control.arrived(1);
    hold.release();
    const answers = await Promise.all(running);
    expect(answers.map(({ errors }) => errors?.map(({ path }) => path))).toEqual([[['a']], [['b']]]);
  });

  it('go on when the one that began a call hangs up', async () => {
    const hold = test.emulator.control.hold({ path: sessionUrl(3) });
    const query = 'query ($id: ID!) { proxySession(id: $id) { status } }';
    const gone = callUp(query, { id: sessionId(3) });
    await test.emulator.control.arrived(1);
    const stays = test.query(query, { id: sessionId(3) }, trace);
    const marker = test.query(query, { id: sessionId(4) });
    await marker;
    gone.hangUp();
    await expect(gone.answer).rejects.toThrow('abort');
    hold.release();
    const { data, errors, extensions } = await stays;
    expect(errors).toBeUndefined();
    expect(data.proxySession.status).toBe('OPEN');
    // Whether it joined or came after the other had gone, it has one read.
    const { calls, saved } = extensions.upstream as { calls: number; saved: { coalesced: number } };
    expect(calls + saved.coalesced).toBe(1);
  });

  it('end a call when the last one that waits for it hangs up', async () => {
    test.emulator.control.hold({ path: sessionUrl(3) });
    const gone = callUp('query ($id: ID!) { proxySession(id: $id) { status } }', { id: sessionId(3) });
    await test.emulator.control.arrived(1);
    gone.hangUp();
    await expect(gone.answer).rejects.toThrow('abort');
    await test.emulator.control.aborted(1);
    expect(test.emulator.inFlight).toBe(0);
  });
});

describe('a shared call that has to be repeated', () => {
  const query = 'query ($id: ID!) { proxySession(id: $id) { status } }';

  it('is paid by whoever can: the first one’s budget fails nobody', async () => {
    test.emulator.control.fault({ path: sessionUrl(3), status: 503, times: 1 });
    const hold = test.emulator.control.hold({ path: sessionUrl(3) });
    const poor = test.query(query, { id: sessionId(3) }, { ...trace, 'x-max-upstream-calls': '1' });
    await test.emulator.control.arrived(1);
    const other = test.query(query, { id: sessionId(3) }, trace);
    await test.query('{ __typename }');
    hold.release();
    const answers = await Promise.all([poor, other]);
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect(answers.map(({ extensions }) => extensions.upstream.calls)).toEqual([1, 1]);
    expect(test.takeRequests()).toHaveLength(2);
  });

  it('is repeated for those who have time, when the first one’s time is nearly up', async () => {
    const clock = new ManualClock();
    await using timed = await startGateway({
      emulator: { seed: economySeed },
      testOptions: { clock },
      env: { TWILIO_ATTEMPT_TIMEOUT_MS: '60000', OPERATION_DEADLINE_MS: '10000' },
    });
    const { control } = timed.emulator;
    control.fault({ path: sessionUrl(3), status: 503, headers: { 'retry-after': '5' }, times: 1 });
    const hold = control.hold({ path: sessionUrl(3) });
    const first = timed.query(query, { id: sessionId(3) });
    await control.arrived(1);
    await clock.advance(6000);
    const second = timed.query(query, { id: sessionId(3) });
    await timed.query('{ __typename }');
    hold.release();
    await control.idle();
    const { data, errors } = await clock.runUntil(second, 50);
    expect({ data, errors }).toEqual({ data: { proxySession: { status: 'OPEN' } }, errors: undefined });
    expect((await first).errors).toMatchObject([{ extensions: { code: 'DEADLINE_EXCEEDED' } }]);
    expect(timed.takeRequests()).toHaveLength(2);
  });
});

describe('a write', () => {
  it.each([
    ['the record', `proxySession(id: "${sessionId(7)}") { status }`, sessionUrl(7)],
    [
      'its list',
      `proxyService(id: "${serviceSid}") { sessions(first: 20) { nodes { status } } }`,
      `${serviceUrl}/Sessions`,
    ],
    [
      'a list below',
      `proxySession(id: "${sessionId(7)}") { participants { nodes { friendlyName } } }`,
      `${sessionUrl(7)}/Participants`,
    ],
  ])('lets no later read join an older one of %s', async (_, field, path) => {
    const query = `{ ${field} }`;
    const hold = test.emulator.control.hold({ method: 'GET', path, at: 'answer' });
    const before = test.query(query);
    await test.emulator.control.arrived(1, { path });
    const { data: written } = await test.query(
      `mutation ($id: ID!) { updateProxySession(input: { id: $id, ttl: 600 }) { session { ttl } userErrors { code } } }`,
      { id: sessionId(7) },
    );
    expect(written.updateProxySession).toEqual({ session: { ttl: 600 }, userErrors: [] });
    const after = test.query(query);
    await test.emulator.control.arrived(2, { method: 'GET', path });
    hold.release();
    expect((await before).errors).toBeUndefined();
    expect((await after).errors).toBeUndefined();
  });

  it('is seen by the next operation although an older read is still in flight', async () => {
    const id = sessionId(8);
    const query = 'query ($id: ID!) { proxySession(id: $id) { status } }';
    const hold = test.emulator.control.hold({ method: 'GET', path: sessionUrl(8), at: 'answer' });
    const before = test.query(query, { id });
    await test.emulator.control.arrived(1, { method: 'GET' });
    await test.query(
      'mutation ($id: ID!) { updateProxySession(input: { id: $id, status: CLOSED }) { userErrors { code } } }',
      { id },
    );
    const after = test.query(query, { id });
    await test.emulator.control.arrived(2, { method: 'GET' });
    hold.release();
    expect((await before).data.proxySession.status).toBe('OPEN');
    expect((await after).data.proxySession.status).toBe('CLOSED');
  });

  it('leaves reads of other records shared', async () => {
    const hold = test.emulator.control.hold({ method: 'GET' });
    const query = 'query ($id: ID!) { proxyParticipant(id: $id) { friendlyName } }';
    const id = `${sessionId(9)}-${participantUrl(9, 0).split('/').at(-1) ?? ''}`;
    const first = test.query(query, { id }, trace);
    await test.emulator.control.arrived(1, { method: 'GET' });
    await test.query(
      'mutation ($id: ID!) { updateProxySession(input: { id: $id, ttl: 60 }) { userErrors { code } } }',
      {
        id: sessionId(10),
      },
    );
    const second = test.query(query, { id }, trace);
    const marker = test.query('query ($id: ID!) { proxySession(id: $id) { status } }', { id: sessionId(11) });
    await test.emulator.control.arrived(2, { method: 'GET' });
    hold.release();
    await marker;
    expect((await first).extensions.upstream.calls).toBe(1);
    expect((await second).extensions.upstream).toMatchObject({ calls: 0, saved: { coalesced: 1 } });
  });
});
