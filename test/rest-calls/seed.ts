import type { Seed, SeedSession } from '../../src/emulator/seeds/seed.ts';

/** `KC` and 32 digits that count. */
export const sid = (prefix: string, position: number): string => prefix + String(position).padStart(32, '0');

export const serviceSid = sid('KS', 1);
export const otherServiceSid = sid('KS', 2);
export const missingServiceSid = sid('KS', 404);
export const serviceUrl = `/v1/Services/${serviceSid}`;

/** The Session at that position, newest first: 0 is the first row of the list. */
export const sessionSid = (position: number): string => sid('KC', position);
export const sessionId = (position: number): string => `${serviceSid}-${sessionSid(position)}`;
export const sessionUrl = (position: number): string => `${serviceUrl}/Sessions/${sessionSid(position)}`;

/** The Participants of a Session: two, and two that were removed where `TRANSCRIPT_OF_REMOVED` says so. */
export const participantSid = (session: number, position: 0 | 1 | 2 | 3): string =>
  sid('KP', session * 10 + position);
export const participantUrl = (session: number, position: 0 | 1 | 2 | 3): string =>
  `${sessionUrl(session)}/Participants/${participantSid(session, position)}`;

export const numberSid = (position: number): string => sid('PN', position);

/** How many Sessions the Service has. */
export const SESSIONS = 500;
/** A Session with 120 Interactions, another whose Interactions name removed Participants, and one without any. */
export const TRANSCRIPT = 0;
export const TRANSCRIPT_OF_REMOVED = 300;
export const SILENT = 301;

const numbers = [0, 1, 2, 3].map((position) => `+1415555019${position}`);

function participantsOf(session: number): NonNullable<SeedSession['participants']> {
  const positions = session === TRANSCRIPT_OF_REMOVED ? ([0, 1, 2, 3] as const) : ([0, 1] as const);
  return positions.map((position) => ({
    sid: participantSid(session, position),
    identifier: `+1212${String(session).padStart(5, '0')}${position}0`,
    friendlyName: `person ${position}`,
    proxyIdentifier: numbers[(session + position) % numbers.length] ?? '',
    ...(position > 1 && { dateDeleted: '2026-03-01T00:00:00Z' }),
  }));
}

/** Texts between all Participants, one of them sent by the system to each. */
function interactionsOf(session: number): NonNullable<SeedSession['interactions']> {
  if (session === SILENT) return [];
  const people = session === TRANSCRIPT_OF_REMOVED ? 4 : 2;
  const count = session === TRANSCRIPT || session === TRANSCRIPT_OF_REMOVED ? 120 : 4;
  return Array.from({ length: count }, (_, position) => ({
    sid: sid('KI', session * 1000 + position),
    body: `text ${position}`,
    to: (position + 1) % people,
    ...(position >= people && { from: position % people }),
  }));
}

/** One Service with 500 Sessions of two Participants each, and a small one beside it. Rows are newest last in a seed. */
export const economySeed: Seed = {
  services: [
    { sid: otherServiceSid, uniqueName: 'other' },
    {
      sid: serviceSid,
      uniqueName: 'economy',
      phoneNumbers: numbers.map((number, position) => ({ sid: numberSid(position), number })),
      sessions: Array.from({ length: SESSIONS }, (_, index) => SESSIONS - 1 - index).map((position) => ({
        sid: sessionSid(position),
        uniqueName: `order-${position}`,
        participants: participantsOf(position),
        interactions: interactionsOf(position),
      })),
    },
  ],
};

/** The numbers from 0 up to that one, without it. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
