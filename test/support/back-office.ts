import type { Seed, SeedInteraction, SeedParticipant, SeedSession } from '../../src/emulator/seeds/seed.ts';

/** The data behind the tests of what the gateway adds to the REST API: counts, filters, the pool, transcripts. */

export const sid = (prefix: string, position: number): string => prefix + String(position).padStart(32, '0');

export const serviceSid = sid('KS', 1);
/** A Service with nothing in it. */
export const emptyServiceSid = sid('KS', 2);
export const missingServiceSid = sid('KS', 404);
export const serviceUrl = `/v1/Services/${serviceSid}`;

/** The Session at that position of the list, newest first. */
export const sessionSid = (position: number): string => sid('KC', position);
export const sessionId = (position: number): string => `${serviceSid}-${sessionSid(position)}`;
export const sessionUrl = (position: number): string => `${serviceUrl}/Sessions/${sessionSid(position)}`;
export const participantSid = (session: number, position: number): string =>
  sid('KP', session * 10 + position);

export const SESSIONS = 650;
/** A Session with 350 Interactions. */
export const LONG = 0;
/** A Session with Interactions of a Participant that was removed. */
export const WITH_REMOVED = 1;
/** A Session without Interactions. */
export const SILENT = 2;

const start = Date.parse('2026-01-01T00:00:00Z');
/** Session by Session, an hour apart. */
export const createdAt = (position: number): string =>
  new Date(start + (SESSIONS - position) * 3_600_000).toISOString();

/** One of ten is closed, the newest and then each tenth; among the oldest 300 none is. */
export const isClosed = (position: number): boolean => position % 10 === 0 && position < 350;
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
export const closedSids = upTo(SESSIONS).filter(isClosed).map(sessionSid);

/** Three texts a minute: from the first to the second Participant, back, and from the application; one call without receiver. */
function interactionsOf(position: number): SeedInteraction[] {
  if (position === SILENT || position > 2) return [];
  return upTo(position === LONG ? 350 : 6).map((index) => ({
    sid: sid('KI', position * 1000 + index),
    dateCreated: new Date(start + Math.floor(index / 3) * 60_000).toISOString(),
    ...(index === 4
      ? { type: 'voice', from: 0 }
      : { body: `text ${index}`, to: index % 2, ...(index % 3 !== 2 && { from: (index + 1) % 2 }) }),
  }));
}

export const numbers = upTo(120).map((index) => `+1415555${String(index).padStart(4, '0')}`);

/** 90 active Sessions use number 1, and 9 use number 2. */
const caller = (position: number): readonly SeedParticipant[] =>
  position >= 100 && position < 210
    ? [
        {
          identifier: `+1646555${String(position).padStart(4, '0')}`,
          proxyIdentifier: numbers[position < 200 ? 1 : 2] ?? '',
        },
      ]
    : [];

function sessionOf(position: number): SeedSession {
  return {
    sid: sessionSid(position),
    ...(position % 7 !== 6 && { uniqueName: `${position % 2 === 0 ? 'Order' : 'order'}-${position}` }),
    status: isClosed(position) ? 'closed' : position % 2 === 0 ? 'open' : 'in-progress',
    mode: position % 3 === 0 ? 'message-only' : 'voice-and-message',
    ttl: 0,
    dateCreated: createdAt(position),
    ...(position % 4 === 0 && { dateLastInteraction: createdAt(position) }),
    participants:
      position > 2
        ? caller(position)
        : upTo(2).map((index) => ({
            sid: participantSid(position, index),
            identifier: `+1212555${position}${index}00`,
            friendlyName: `person ${index}`,
            ...(position === WITH_REMOVED && index === 1 && { dateDeleted: '2026-03-01T00:00:00Z' }),
          })),
    interactions: interactionsOf(position),
  };
}

/** One Service with 650 Sessions and 120 numbers. Rows are newest last in a seed. */
export const backOfficeSeed: Seed = {
  services: [
    { sid: emptyServiceSid, uniqueName: 'empty' },
    {
      sid: serviceSid,
      uniqueName: 'back-office',
      phoneNumbers: numbers.map((number, index) => ({
        sid: sid('PN', index),
        number,
        isReserved: index % 12 === 0,
      })),
      sessions: upTo(SESSIONS).reverse().map(sessionOf),
    },
  ],
};
