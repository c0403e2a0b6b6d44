import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import type { Data } from './gateway.ts';
import { type Live, subscribe, type Transport } from './transports.ts';
import { interactionSid, type Parameters, report } from './webhooks.ts';

const DOCUMENT = `subscription ($of: ID!, $after: String) {
  proxyInteractionChanged(of: $of, after: $after) { kind cursor interaction { sid outboundResourceStatus } }
}`;

export const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;

/** An event, as short as tests compare it: `STARTED`, `GAP` or the number of the Interaction. */
export interface SeenEvent {
  readonly event: string | number;
  readonly cursor: string;
}

const seen = (result: Data): SeenEvent => {
  const { kind, cursor, interaction } = result.data.proxyInteractionChanged;
  return { event: kind === 'CHANGED' ? Number(interaction.sid.slice(2)) : kind, cursor };
};

/** A subscriber to the changes of the demo Session. */
export interface Follower extends AsyncDisposable {
  next(): Promise<SeenEvent>;
  /** The next events, without cursors. */
  take(count: number): Promise<SeenEvent['event'][]>;
  /** The events up to that one. */
  takeUntil(event: SeenEvent['event']): Promise<SeenEvent['event'][]>;
  readonly close: () => Promise<void>;
}

export async function follow(
  { gateway }: { readonly gateway: { readonly url: string } },
  after?: string,
  transport: Transport = 'sse',
): Promise<Follower> {
  const live: Live = await subscribe(transport, gateway, DOCUMENT, { of: sessionId, after });
  const next = async () => seen(await live.next());
  const close = () => live.close();
  return {
    next,
    take: async (count) => (await live.take(count)).map((result) => seen(result).event),
    async takeUntil(last) {
      const events: SeenEvent['event'][] = [];
      while (events.at(-1) !== last) events.push((await next()).event);
      return events;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** A report of an Interaction of that number, updated in that second. */
export const change = (number: number, second = number): Parameters =>
  report({
    interactionSid: interactionSid(number),
    interactionDateUpdated: new Date(Date.UTC(2026, 2, 2, 9) + second * 1000).toISOString(),
  });
