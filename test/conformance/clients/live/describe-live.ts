import type { ClientOptions } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { demo } from '../../../../src/emulator/seeds/demo-sids.ts';
import { readFigures, scrape } from '../../../support/figures.ts';
import type { Data, TestGateway } from '../../../support/gateway.ts';
import { startLiveGateway } from '../../../support/live-gateway.ts';
import { until } from '../../../support/manual-clock.ts';
import { key } from '../first-sessions.ts';
import { play, readInteractions, script, sessionId, stateOf } from './conversation.ts';

/** A client as an app uses it. */
export interface LiveClient {
  /** Subscribes to a Service or Session. Each event of the stream is passed on. */
  follow(of: string, onEvent: (event: Data) => void): void;
  /** Reads an Interaction into the cache. The returned function gives what a component shows of it. */
  show?(id: string): Promise<() => Data>;
  close(): Promise<void> | void;
}

/** Opens a client for the endpoint of a gateway. `socket` has options for graphql-ws. */
export type OpenClient = (
  url: string,
  getToken: () => Promise<string>,
  socket: Partial<ClientOptions>,
) => LiveClient;

const env = { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: key };

/** A gateway on an emulator that delivers messages only when it is told to. */
async function startWorld(): Promise<TestGateway> {
  const test = await startLiveGateway({ env });
  test.emulator.control.set({ delivery: null });
  return test;
}

const openSubscriptions = async ({ gateway }: TestGateway) =>
  readFigures(await scrape(gateway.url, { 'x-api-key': key })).get('proxy_gateway_subscriptions');

const receive = ({ emulator }: TestGateway, body: string): string =>
  emulator.control.inboundMessage({ participantSid: demo.courierSid, body }).interactionSid ?? '';

const kindsOf = (events: readonly Data[]) => events.map(({ kind }) => kind);
const statesOf = (events: readonly Data[]) => events.map(({ interaction }) => stateOf(interaction));
const byId = (interactions: Iterable<Data>) =>
  new Map([...interactions].map((row) => [row.id, stateOf(row)]));

/** What a client has beside a stream of events. */
interface Features {
  readonly hasCache: boolean;
  /** Whether it connects again when the connection is lost. */
  readonly reconnects: boolean;
}

/** The tests of one client. */
export function describeLive(name: string, open: OpenClient, { hasCache, reconnects }: Features): void {
  describe(name, () => {
    let test: TestGateway;
    let client: LiveClient;
    let socket: WebSocket;
    /** Where the WebSocket connects. */
    let socketUrl: string;
    /** Lets a client whose connection is lost connect again. */
    let reconnect: () => void;
    const getToken = vi.fn(() => Promise.resolve(key));
    beforeEach(async () => {
      test = await startWorld();
      socketUrl = `${test.gateway.url.replace('http', 'ws')}/graphql`;
      const mayReconnect = new Promise<void>((resolve) => (reconnect = resolve));
      getToken.mockClear();
      client = open(`${test.gateway.url}/graphql`, getToken, {
        url: () => socketUrl,
        webSocketImpl: WebSocket,
        retryWait: () => mayReconnect,
        on: { opened: (opened) => (socket = opened as WebSocket) },
      });
    });
    afterEach(async () => {
      reconnect();
      await client.close();
      await test[Symbol.asyncDispose]();
    });

    /** Follows the Session, and resolves when it has started. */
    async function follow(): Promise<Data[]> {
      const seen: Data[] = [];
      client.follow(sessionId, (event) => seen.push(event));
      await until(() => seen.length > 0);
      expect(seen).toMatchObject([{ kind: 'STARTED', interaction: null }]);
      return seen;
    }

    it('gets STARTED and every event of a conversation in its order, down to its true state', async () => {
      const seen = await follow();
      await play(test, seen);
      const changed = seen.slice(1);
      expect(kindsOf(changed)).toEqual(script.map(() => 'CHANGED'));
      expect(statesOf(changed)).toEqual(script);
      // No event costs a REST call.
      expect(test.takeRequests()).toEqual([
        `GET /v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`,
      ]);
      const reported = changed.map(({ interaction }) => interaction);
      expect(byId(reported)).toEqual(byId(await readInteractions(test, key)));
    });

    if (hasCache) {
      it('shows the change of an Interaction that is in its cache, without asking again', async () => {
        const seen = await follow();
        const sid = receive(test, 'Here.');
        await until(() => seen.length === 2);
        const shown = await client.show?.(`${sessionId}-${sid}`);
        expect(stateOf(shown?.())).toEqual(['Here.', 'QUEUED']);
        test.takeRequests();
        test.emulator.control.deliver(sid);
        await until(() => seen.length === 3 && shown?.().outboundResourceStatus !== 'QUEUED');
        expect(stateOf(shown?.())).toEqual(['Here.', 'SENT']);
        expect(test.takeRequests()).toEqual([]);
      });
    }

    if (reconnects) {
      it('continues after its last event when its socket is cut, and misses nothing', async () => {
        const { control } = test.emulator;
        const seen = await follow();
        const one = receive(test, 'One');
        await until(() => seen.length === 2);
        socket.terminate();
        while ((await openSubscriptions(test)) !== 0);
        const two = receive(test, 'Two');
        control.deliver(one);
        await control.webhooks.idle();
        reconnect();
        await until(() => seen.length === 5);
        control.deliver(two);
        await until(() => seen.length === 6);
        expect(kindsOf(seen.slice(2))).toEqual(['STARTED', 'CHANGED', 'CHANGED', 'CHANGED']);
        expect(statesOf(seen.slice(3))).toEqual([
          ['Two', 'QUEUED'],
          ['One', 'SENT'],
          ['Two', 'SENT'],
        ]);
        expect(getToken).toHaveBeenCalledTimes(2);
      });

      it('goes on at another gateway when its own shuts down, after a GAP', async () => {
        const seen = await follow();
        await using other = await startWorld();
        socketUrl = `${other.gateway.url.replace('http', 'ws')}/graphql`;
        await test.gateway.drain();
        reconnect();
        await until(() => seen.length === 3);
        receive(other, 'Hello');
        await until(() => seen.length === 4);
        expect(kindsOf(seen)).toEqual(['STARTED', 'STARTED', 'GAP', 'CHANGED']);
        await client.close();
      });
    }
  });
}
