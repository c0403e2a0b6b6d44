import type { Emulator, Seed } from '../../../src/emulator/emulator.ts';
import type { FaultSpec } from '../../../src/emulator/control/faults.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { ask } from '../../emulator/client.ts';

export const serviceSid = `KS${'5'.repeat(32)}`;
export const otherServiceSid = `KS${'6'.repeat(32)}`;

export const sessionSid = (position: number): string => `KC${String(position).padStart(32, '0')}`;
export const sessionId = (position: number): string => `${serviceSid}-${sessionSid(position)}`;
export const sessionUrl = (position: number): string =>
  `/v1/Services/${serviceSid}/Sessions/${sessionSid(position)}`;

/** Of the Sessions from 0 to 299 every tenth is closed. The one at 300 has failed. */
export const FAILED = 300;
export const isClosedBefore = (position: number): boolean => position % 10 === 9;

export const closingSeed: Seed = {
  services: [
    { sid: otherServiceSid, uniqueName: 'other', sessions: [{ sid: sessionSid(0), uniqueName: 'other-0' }] },
    {
      sid: serviceSid,
      uniqueName: 'closing',
      sessions: Array.from({ length: 301 }, (_, position) => ({
        sid: sessionSid(position),
        uniqueName: `order-${position}`,
        status: position === FAILED ? 'failed' : isClosedBefore(position) ? 'closed' : 'open',
      })),
    },
  ],
};

export const mutation = `mutation ($ids: [ID!]!) {
  closeProxySessions(input: { ids: $ids }) {
    results { id outcome session { id status } userErrors { code field twilioCode } }
    userErrors { code field }
  }
}`;

export interface Result {
  readonly id: string;
  readonly outcome: 'DONE' | 'REFUSED' | 'OUTCOME_UNKNOWN' | 'NOT_ATTEMPTED';
  readonly session: { readonly id: string; readonly status: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** The Sessions that are closed in the emulator, by position. */
export async function closedIn(emulator: Emulator): Promise<ReadonlySet<number>> {
  const closed = new Set<number>();
  let url: string | null = `/v1/Services/${serviceSid}/Sessions?PageSize=100`;
  while (url !== null) {
    const {
      body,
    }: { body: { sessions: { sid: string; status: string }[]; meta: { next_page_url: string | null } } } =
      await ask(emulator, 'GET', url);
    for (const { sid, status } of body.sessions) if (status === 'closed') closed.add(Number(sid.slice(2)));
    url = body.meta.next_page_url;
  }
  return closed;
}

/** How often each Session was sent to be closed, without what was answered with 429. */
export function sendsOf({ emulator }: Pick<TestGateway, 'emulator'>): ReadonlyMap<string, number> {
  const sends = new Map<string, number>();
  for (const { method, path, status } of emulator.log) {
    if (method === 'POST' && status !== 429) sends.set(path, (sends.get(path) ?? 0) + 1);
  }
  return sends;
}

/** Faults of the wire and of Twilio, and none. */
export const faults: readonly (FaultSpec | null)[] = [
  null,
  { reset: 'before' },
  null,
  { reset: 'during' },
  { reset: 'after' },
  null,
  { hang: true },
  { hang: 'during' },
  null,
  { code: 80621, times: 2 },
  { status: 500 },
  { status: 503, processed: true },
  { code: 80607 },
  { code: 20404 },
];
