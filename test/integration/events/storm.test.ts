import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { figuresOf, readFigures, scrape } from '../../support/figures.ts';
import type { Data } from '../../support/gateway.ts';
import { startLiveGateway } from '../../support/live-gateway.ts';
import { subscribe, transports } from '../../support/transports.ts';
import { until } from '../../support/manual-clock.ts';

const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;
const document = `subscription ($of: ID!) {
  proxyInteractionChanged(of: $of) { kind interaction { sid outboundResourceStatus dateUpdated } }
}`;

const STATUSES = ['queued', 'sending', 'sent', 'delivered'] as const;
const INTERACTIONS = 50;

describe('200 status changes of which some are duplicated, reordered, and dropped and sent again', () => {
  it('leave every subscriber with the final states, never an older one after a newer, and no GAP', async () => {
    await using test = await startLiveGateway();
    const { control } = test.emulator;
    control.set({ delivery: null });
    const lives = await Promise.all(
      [...transports, ...transports].map((transport, index) =>
        subscribe(transport, test.gateway, document, { of: index < 3 ? sessionId : demo.serviceSid }),
      ),
    );
    const seen = lives.map((live) => {
      const events: Data[] = [];
      void (async () => {
        for (let result = await live.next(); result !== null; result = await live.next())
          events.push(result.data.proxyInteractionChanged);
      })().catch(() => undefined);
      return events;
    });
    await until(() => seen.every((events) => events.length === 1));
    test.takeRequests();

    const sids = Array.from({ length: INTERACTIONS }, () => {
      const message = { participantSid: demo.courierSid, body: 'storm' };
      return control.inboundMessage(message).interactionSid ?? '';
    });
    await control.webhooks.idle();
    // The states of one Interaction come one after the other, so that a reordered one overtakes its successor.
    const rounds = sids.flatMap((sid) => STATUSES.map((status) => ({ sid, status })));
    for (const [index, { sid, status }] of rounds.entries()) {
      if (index % 10 === 3) control.webhooks.fault({ kind: 'callback', times: 1, duplicate: true });
      if (index % 10 === 6) control.webhooks.fault({ kind: 'callback', times: 1, reorder: true });
      if (index % 20 === 9) control.webhooks.fault({ kind: 'callback', times: 1, drop: true });
      control.clock.advance(1);
      control.setOutboundStatus(sid, status);
    }
    // A report that waits for another one to overtake it is sent after five seconds.
    control.clock.advance(5000);
    await control.webhooks.idle();

    const isFinal = (events: readonly Data[]) => {
      const last = new Map(events.map(({ interaction }) => [interaction?.sid, interaction]));
      return sids.every((sid) => last.get(sid)?.outboundResourceStatus === 'DELIVERED');
    };
    await until(() => seen.every(isFinal));
    for (const events of seen) {
      expect(events.filter(({ kind }) => kind === 'GAP')).toEqual([]);
      const latest = new Map<string, number>();
      for (const { interaction } of events.slice(1)) {
        const updatedAt = Date.parse(interaction.dateUpdated);
        expect(updatedAt).toBeGreaterThan(latest.get(interaction.sid) ?? 0);
        latest.set(interaction.sid, updatedAt);
      }
    }
    // No REST call per event.
    expect(test.takeRequests()).toEqual([]);

    // What was sent: 20 webhooks twice, 10 again after a lost connection, and 20 behind a later state.
    const log = control.webhooks.deliveries;
    expect(log.filter(({ attempt, error }) => attempt === 1 && error !== null)).toHaveLength(10);
    expect(log.filter(({ attempt }) => attempt === 2).map(({ status }) => status)).toEqual(
      Array.from({ length: 10 }, () => 204),
    );
    const outcomes = figuresOf(readFigures(await scrape(test.gateway.url)), 'proxy_gateway_webhooks_total');
    expect(outcomes).toEqual({
      'outcome="accepted"': INTERACTIONS + 200 - 20,
      'outcome="duplicate"': 20,
      'outcome="stale"': 20,
    });

    // The states that subscribers have are those of the list.
    const { data } = await test.query(
      `{ proxySession(id: "${sessionId}") { interactions(first: 100) { nodes { sid outboundResourceStatus } } } }`,
    );
    const listed = new Map(
      data.proxySession.interactions.nodes.map((node: Data) => [node.sid, node.outboundResourceStatus]),
    );
    for (const events of seen) {
      const last = new Map(
        events.slice(1).map(({ interaction }) => [interaction.sid, interaction.outboundResourceStatus]),
      );
      expect(sids.map((sid) => last.get(sid))).toEqual(sids.map((sid) => listed.get(sid)));
    }
    await Promise.all(lives.map((live) => live.close()));
  });
});
