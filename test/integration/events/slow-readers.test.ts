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
  /** How many events of that kind have come. */
  count(kind: string): number;
  pause(): void;
  resume(): void;
  destroy(): void;
}

async function openReader(transport: Transport, url: string, query: string): Promise<Reader> {
  const seen: string[] = [];
  let tail = '';
  const onData = (data: Buffer) => {
    const text = tail + data.toString();
    let end = text.length - 20;
    for (const match of text.matchAll(/"kind":"(\w+)"/g)) {
      seen.push(match[1] ?? '');
      end = Math.max(end, match.index + match[0].length);
    }
    // The start of a match may be at the end.
    tail = text.slice(Math.max(0, end));
  };
  const count = (kind: string) => seen.filter((each) => each === kind).length;
  if (transport === 'websocket') {
    const { socket, send } = await connectSocket(url);
    socket.on('message', onData);
    send(subscribeMessage('1', query));
    const [pause, resume] = [() => socket.pause(), () => socket.resume()];
    return { count, pause, resume, destroy: () => socket.terminate() };
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
  return {
    count,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    destroy: () => socket.destroy(),
  };
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
    await until(() => reader.count('STARTED') > 0);
    test.takeRequests();
    reader.pause();
    for (let number = 0; number < RESULTS; number += 1) await postLarge(test, number);
    // The other events wait in the queue, which holds 100, and are not executed.
    const executed = await figure(test, 'proxy_gateway_subscription_events_total{kind="CHANGED"}');
    expect(executed).toBeLessThan(RESULTS - 100);
    reader.resume();
    await until(() => reader.count('GAP') > 0);
    expect(test.takeRequests()).toEqual([]);
    const before = reader.count('CHANGED');
    for (let number = RESULTS; number < RESULTS + 15; number += 1) await postLarge(test, number);
    await until(() => reader.count('CHANGED') > before + 12);
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
    await until(() => reader.count('STARTED') > 0);
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
