import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { readFigures, scrape } from '../../support/figures.ts';
import { longTimeouts, startGateway, type TestGateway } from '../../support/gateway.ts';
import { ManualClock, until } from '../../support/manual-clock.ts';
import { connectSocket, subscribeMessage } from '../../support/sockets.ts';
import { subscribe, type Transport, transports } from '../../support/transports.ts';
import { interactionSid, postReport, report, webhookUrl } from '../../support/webhooks.ts';

const env = { WEBHOOK_URL: webhookUrl };
const aliases = Array.from({ length: 20 }, (_, i) => `a${i}: messageBody`).join(' ');
const subscriptionOf = (fields: string) =>
  `subscription { proxyInteractionChanged(of: "${demo.serviceSid}") { kind ${fields} } }`;
/** A result of it has about a megabyte, and the buffers of a connection hold a few of them. */
const large = subscriptionOf(`interaction { ${aliases} }`);
const RESULTS = 150;

/** Posts a report, each of another Interaction, with a text of 50,000 characters. */
const postLarge = (test: TestGateway, number: number) =>
  postReport(
    test.gateway,
    report({
      interactionSid: interactionSid(number),
      interactionData: JSON.stringify({ body: 'x'.repeat(50_000) }),
    }),
  );

/** A subscriber that can stop reading its connection. */
interface Reader {
  /** Whether the text has come. */
  has(text: string): boolean;
  pause(): void;
  resume(): void;
  destroy(): void;
}

async function openReader(transport: Transport, url: string, query: string): Promise<Reader> {
  const seen = new Set<string>();
  let tail = '';
  const onData = (data: Buffer | string) => {
    const text = tail + data.toString();
    for (const kind of ['STARTED', 'GAP', 'CHANGED']) if (text.includes(`"${kind}"`)) seen.add(kind);
    tail = text.slice(-20);
  };
  const has = (text: string) => seen.has(text);
  if (transport === 'websocket') {
    const { socket, send } = await connectSocket(url);
    socket.on('message', onData);
    send(subscribeMessage('1', query));
    const [pause, resume] = [() => socket.pause(), () => socket.resume()];
    return { has, pause, resume, destroy: () => socket.terminate() };
  }
  const accept = transport === 'sse' ? 'text/event-stream' : 'multipart/mixed;subscriptionSpec=1.0';
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const body = JSON.stringify({ query });
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: localhost\r\naccept: ${accept}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  socket.on('data', onData).on('error', () => undefined);
  return { has, pause: () => socket.pause(), resume: () => socket.resume(), destroy: () => socket.destroy() };
}

async function figure({ gateway }: TestGateway, name: string): Promise<number> {
  return readFigures(await scrape(gateway.url)).get(name) ?? 0;
}

describe.each(transports)('a reader that stops reading its %s', (transport) => {
  it('costs a bound, and gets a GAP when it reads again', async () => {
    // Such as listeners that a response collects while it waits.
    const warnings: string[] = [];
    const onWarning = ({ name }: Error) => void warnings.push(name);
    process.on('warning', onWarning);
    await using test = await startGateway({ env });
    const reader = await openReader(transport, test.gateway.url, large);
    await until(() => reader.has('STARTED'));
    test.takeRequests();
    reader.pause();
    for (let number = 0; number < RESULTS; number += 1) await postLarge(test, number);
    // The other events wait in the queue, which holds 100, and are not executed.
    const executed = await figure(test, 'proxy_gateway_subscription_events_total{kind="CHANGED"}');
    expect(executed).toBeLessThan(RESULTS - 100);
    reader.resume();
    await until(() => reader.has('GAP'));
    expect(test.takeRequests()).toEqual([]);
    for (let number = RESULTS; number < RESULTS + 15; number += 1) await postLarge(test, number);
    await until(() => reader.has('CHANGED'));
    reader.destroy();
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  it('is closed when it does not go on, and another reader is not', async () => {
    const clock = new ManualClock();
    const isSocket = transport === 'websocket';
    const testOptions = isSocket ? { clock } : { timeouts: { ...longTimeouts, socketMs: 1500 } };
    await using test = await startGateway({ env, testOptions });
    const count = () => figure(test, 'proxy_gateway_subscriptions');
    const reader = await openReader(transport, test.gateway.url, large);
    await until(() => reader.has('STARTED'));
    await using other = await subscribe(transport, test.gateway, subscriptionOf('interaction { sid }'));
    const { data } = await other.next();
    expect(data.proxyInteractionChanged.kind).toBe('STARTED');
    reader.pause();
    let received = 0;
    void (async () => {
      while ((await other.next()) !== null) received += 1;
    })().catch(() => undefined);
    for (let number = 0; (await count()) === 2; number += 1) {
      await postLarge(test, number);
      await until(() => received > number);
      // The next ping comes within this time.
      if (isSocket && number > RESULTS / 3) await clock.advance(4000);
    }
    expect(await count()).toBe(1);
    const before = received;
    await postLarge(test, 5000);
    await until(() => received > before);
    reader.destroy();
  });
});
