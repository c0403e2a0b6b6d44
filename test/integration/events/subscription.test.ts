import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { figuresOf, readFigures, scrape } from '../../support/figures.ts';
import { type Data, startGateway } from '../../support/gateway.ts';
import { startLiveGateway } from '../../support/live-gateway.ts';
import { until } from '../../support/manual-clock.ts';
import { connectSocket, subscribeMessage } from '../../support/sockets.ts';
import { createSocketClient, overSocket, subscribe, transports } from '../../support/transports.ts';
import { interactionSid, postReport, report, webhookUrl } from '../../support/webhooks.ts';

const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;
const document = `subscription ($of: ID!, $after: String) {
  proxyInteractionChanged(of: $of, after: $after) {
    kind cursor dateReceived
    interaction { id messageBody outboundResourceStatus }
    session { id }
  }
}`;
const readSession = `GET /v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;
const readService = `GET /v1/Services/${demo.serviceSid}`;

const eventOf = (result: Data): Data => result.data.proxyInteractionChanged;
const kinds = (results: readonly Data[]) => results.map((result) => eventOf(result).kind);
const codes = (result: Data) => result?.errors?.map(({ extensions }: Data) => extensions.code);

/** A report that differs from others in its Interaction and its second. */
const change = (number: number, second = number) =>
  report({
    interactionSid: interactionSid(number),
    interactionDateUpdated: `2026-03-02T09:00:${String(second).padStart(2, '0')}.000Z`,
  });

/** The last that a client gets of a subscription. */
const ENDS = {
  // No `complete`: the client is to connect again.
  websocket: '{"data":{"proxyInteractionChanged":{"kind":"STARTED"}}}}',
  sse: 'event: complete\ndata:\n\n',
  multipart: '--graphql--\r\n',
};

const withUrl = { env: { WEBHOOK_URL: webhookUrl } };

describe.each(transports)('proxyInteractionChanged over %s', (transport) => {
  it('reports a message of the emulator, at one REST call in all', async () => {
    await using test = await startLiveGateway();
    await using live = await subscribe(transport, test.gateway, document, { of: sessionId });
    expect(await live.next()).toEqual({
      data: {
        proxyInteractionChanged: {
          kind: 'STARTED',
          cursor: expect.any(String),
          dateReceived: expect.any(String),
          interaction: null,
          session: { id: sessionId },
        },
      },
    });
    const { interactionSid: sid } = test.emulator.control.inboundMessage({
      participantSid: demo.courierSid,
      body: 'I am at the door',
    });
    expect(eventOf(await live.next())).toMatchObject({
      kind: 'CHANGED',
      interaction: { id: `${sessionId}-${sid ?? ''}`, messageBody: 'I am at the door' },
      session: { id: sessionId },
    });
    expect(test.takeRequests()).toEqual([readSession]);
    const figures = readFigures(await scrape(test.gateway.url));
    expect(figures.get('proxy_gateway_subscriptions')).toBe(1);
    expect(figuresOf(figures, 'proxy_gateway_subscription_events_total')).toEqual({
      'kind="STARTED"': 1,
      'kind="CHANGED"': 1,
    });
  });

  it('follows a Service, and only it', async () => {
    await using test = await startGateway(withUrl);
    const of = demo.serviceSid;
    await using live = await subscribe(transport, test.gateway, document, { of });
    await using other = await subscribe(transport, test.gateway, document, { of: demo.bigServiceSid });
    expect(kinds([await live.next(), await other.next()])).toEqual(['STARTED', 'STARTED']);
    await postReport(test.gateway, change(1));
    await postReport(test.gateway, { ...change(2), interactionServiceSid: demo.bigServiceSid });
    const [ours, theirs] = [eventOf(await live.next()), eventOf(await other.next())];
    expect(ours.interaction.id).toBe(`${sessionId}-${interactionSid(1)}`);
    expect(theirs.interaction.id).toBe(`${demo.bigServiceSid}-${demo.sessionSid}-${interactionSid(2)}`);
    expect(test.takeRequests()).toEqual([readService, `GET /v1/Services/${demo.bigServiceSid}`]);
  });

  it('continues after a cursor, and has a GAP after one that is not known', async () => {
    await using test = await startGateway(withUrl);
    const { gateway } = test;
    const open = (after?: string) => subscribe(transport, gateway, document, { of: sessionId, after });
    await using first = await open();
    const { cursor } = eventOf(await first.next());
    for (const number of [1, 2]) await postReport(gateway, change(number));
    const [one] = await first.take(1);
    await using again = await open(cursor);
    expect(kinds(await again.take(3))).toEqual(['STARTED', 'CHANGED', 'CHANGED']);
    await using later = await open(eventOf(one).cursor);
    const [, two] = await later.take(2);
    expect(eventOf(two).interaction.id).toContain(interactionSid(2));
    await using lost = await open('garbage');
    expect(kinds(await lost.take(2))).toEqual(['STARTED', 'GAP']);
  });

  it('is null, and ends, when there is nothing of that id', async () => {
    await using test = await startGateway(withUrl);
    await using live = await subscribe(transport, test.gateway, document, { of: `KS${'f'.repeat(32)}` });
    expect(await live.take(2)).toEqual([{ data: { proxyInteractionChanged: null } }, null]);
  });

  it('reads relations of an event when they are selected, within its budget', async () => {
    await using test = await startGateway(withUrl);
    const query = `subscription { proxyInteractionChanged(of: "${sessionId}") {
      kind interaction { outboundParticipant { friendlyName } } } }`;
    await using live = await subscribe(transport, test.gateway, query);
    await live.next();
    await postReport(test.gateway, change(1));
    expect(eventOf(await live.next())).toMatchObject({
      kind: 'CHANGED',
      interaction: { outboundParticipant: { friendlyName: expect.any(String) } },
    });
    expect(test.takeRequests()).toHaveLength(2);
  });

  it.each([
    [
      'more REST calls per event than 10',
      '{ session { service { sessions(first: 20) { nodes { participants { nodes { id } } } } } } }',
      'CALL_BUDGET_EXCEEDED',
    ],
    [
      'too many levels',
      '{ interaction { session { service { sessions { nodes { service { id } } } } } } }',
      'QUERY_TOO_DEEP',
    ],
    ['too many tokens', `{ ${'kind '.repeat(200)} }`, 'QUERY_TOO_COMPLEX'],
    [
      'too many aliases',
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: kind`).join(' ')} }`,
      'QUERY_TOO_COMPLEX',
    ],
    ['a field that does not exist', '{ color }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('refuses %s before any REST call', async (_, selection, code) => {
    const limits = {
      ...(code === 'QUERY_TOO_DEEP' && { MAX_DEPTH: '7' }),
      ...(code === 'QUERY_TOO_COMPLEX' && { MAX_TOKENS: '200' }),
    };
    await using test = await startGateway({ env: { ...withUrl.env, ...limits } });
    const query = `subscription { proxyInteractionChanged(of: "${sessionId}") ${selection} }`;
    await using live = await subscribe(transport, test.gateway, query);
    expect(codes(await live.next())).toEqual([code]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('refuses a malformed id and unfit variables', async () => {
    await using test = await startGateway(withUrl);
    for (const of of ['KC1', '', 5, { a: 1 }]) {
      await using live = await subscribe(transport, test.gateway, document, { of });
      expect(codes(await live.next()), JSON.stringify(of)).toEqual(['BAD_USER_INPUT']);
    }
    expect(test.takeRequests()).toEqual([]);
  });

  it('is FORBIDDEN without WEBHOOK_URL, and names it', async () => {
    await using test = await startGateway();
    await using live = await subscribe(transport, test.gateway, document, { of: sessionId });
    const result = await live.next();
    expect(codes(result)).toEqual(['FORBIDDEN']);
    expect(result.errors[0].message).toContain('WEBHOOK_URL');
    expect(test.takeRequests()).toEqual([]);
  });

  it('is FORBIDDEN to callers with credentials of their own', async () => {
    const env = { ...withUrl.env, GATEWAY_AUTH: 'forward' };
    await using test = await startGateway({ env });
    const { accountSid, authToken } = test.emulator;
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    const variables = { of: sessionId };
    await using live = await subscribe(transport, test.gateway, document, variables, { authorization });
    const result = await live.next();
    expect(codes(result)).toEqual(['FORBIDDEN']);
    expect(result.errors[0].message).toContain('GATEWAY_AUTH=forward');
  });

  it('needs the scope to read, and masks personal data without the scope for them', async () => {
    const [reader, writer] = ['key-of-a-reader-0001', 'key-of-a-writer-0001'];
    const keys = `${reader}=proxy:read,${writer}=proxy:write`;
    const env = { ...withUrl.env, GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: keys };
    await using test = await startGateway({ env });
    const open = (key: string) =>
      subscribe(transport, test.gateway, document, { of: sessionId }, { 'x-api-key': key });
    await using refused = await open(writer);
    expect(codes(await refused.next())).toEqual(['FORBIDDEN']);
    await using live = await open(reader);
    await live.next();
    await postReport(test.gateway, change(1));
    expect(eventOf(await live.next()).interaction).toMatchObject({
      messageBody: '***',
      outboundResourceStatus: 'SENT',
    });
  });

  it('is OVERLOADED beyond MAX_SUBSCRIPTIONS without a REST call, until one ends', async () => {
    await using test = await startGateway({ env: { ...withUrl.env, MAX_SUBSCRIPTIONS: '1' } });
    const open = () => subscribe(transport, test.gateway, document, { of: sessionId });
    const first = await open();
    await first.next();
    test.takeRequests();
    await using second = await open();
    expect(codes(await second.next())).toEqual(['OVERLOADED']);
    expect(test.takeRequests()).toEqual([]);
    await first.close();
    for (let isOpen = false; !isOpen;) {
      await using third = await open();
      isOpen = codes(await third.next()) === undefined;
    }
  });

  it('is bounded per WebSocket; each answer over HTTP is a connection of its own', async () => {
    const limits = { MAX_SUBSCRIPTIONS_PER_CONNECTION: '1' };
    await using test = await startGateway({ env: { ...withUrl.env, ...limits } });
    const { gateway } = test;
    const variables = { of: sessionId };
    if (transport === 'websocket') {
      const client = createSocketClient(gateway);
      const lives = [overSocket(client, document, variables), overSocket(client, document, variables)];
      const first = await Promise.all(lives.map((live) => live.next()));
      expect(first.map(codes).filter(Boolean)).toEqual([['OVERLOADED']]);
      await client.dispose();
      return;
    }
    await using first = await subscribe(transport, gateway, document, variables);
    await using second = await subscribe(transport, gateway, document, variables);
    expect(kinds([await first.next(), await second.next()])).toEqual(['STARTED', 'STARTED']);
  });

  it('has a GAP when the gateway was restarted after the cursor', async () => {
    const open = async (after?: string) => {
      const test = await startGateway(withUrl);
      const live = await subscribe(transport, test.gateway, document, { of: sessionId, after });
      const events = await live.take(after === undefined ? 1 : 2);
      await live.close();
      await test[Symbol.asyncDispose]();
      return events;
    };
    const [started] = await open();
    expect(kinds(await open(eventOf(started).cursor))).toEqual(['STARTED', 'GAP']);
  });

  it('ends when the gateway shuts down, and a new one is refused', async () => {
    const test = await startGateway(withUrl);
    const { gateway } = test;
    let text = '';
    const started = () => until(() => text.includes('STARTED'));
    let code: number | null = null;
    const query = `subscription { proxyInteractionChanged(of: "${sessionId}") { kind } }`;
    if (transport === 'websocket') {
      const { socket, send, closed } = await connectSocket(gateway.url);
      socket.on('message', (data: Buffer) => (text += data.toString()));
      send(subscribeMessage('1', query));
      await started();
      const drained = gateway.drain();
      code = await closed;
      await gateway.stop();
      await drained;
    } else {
      const accept = transport === 'sse' ? 'text/event-stream' : 'multipart/mixed;subscriptionSpec=1.0';
      const post = () =>
        fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers: { accept, 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        });
      const reading = (async () => {
        for await (const chunk of (await post()).body ?? []) text += Buffer.from(chunk).toString();
      })();
      await started();
      const drained = gateway.drain();
      await reading;
      expect(await (await post()).text()).toContain('OVERLOADED');
      await gateway.stop();
      await drained;
    }
    expect(text.endsWith(ENDS[transport])).toBe(true);
    expect(code).toBe(transport === 'websocket' ? 1001 : null);
    await test.emulator.stop();
  });
});
