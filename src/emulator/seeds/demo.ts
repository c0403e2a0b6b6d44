import { sidFor } from '../state/sids.ts';
import { courierMasking } from './demo-courier.ts';
import { rideHailing } from './demo-rides.ts';
import { lineOf, northAmericanLine, northAmericans, peopleOf, ranges } from './people.ts';
import { count, pool } from './pool.ts';
import type { Seed, SeedService } from './seed.ts';
import { sessionsOf } from './sessions.ts';

/** Six Services with some 400 Sessions in every status and mode. All dates lie in spring 2026. */
export function demoSeed(): Seed {
  return {
    phoneNumbers: count(5).flatMap((position) => [
      {
        number: northAmericanLine('503', position),
        friendlyName: `Spare Portland ${position}`,
        isoCountry: 'US',
      },
      { number: lineOf(ranges.unitedKingdom, 80 + position), isoCountry: 'GB' },
    ]),
    shortCodes: [
      { number: '48499', isoCountry: 'US' },
      { number: '48498', isoCountry: 'US' },
    ],
    services: [sandbox(), telehealth(), supportDesk(), marketplace(), rideHailing(), courierMasking()],
  };
}

const sandbox = (): SeedService => ({ uniqueName: 'sandbox-empty', dateCreated: '2026-01-15T08:00:00Z' });

/** A Service for calls only. */
function telehealth(): SeedService {
  const lines = count(5).map((position) => lineOf(ranges.germany, 20 + position));
  return {
    uniqueName: 'telehealth-calls-de',
    defaultTtl: 3600,
    dateCreated: '2026-01-20T07:45:00Z',
    phoneNumbers: pool(lines, 'DE', '2026-01-20T08:00:00Z').map((number) => ({
      ...number,
      capabilities: ['voice'],
    })),
    sessions: sessionsOf({
      count: 30,
      nameOf: (position) => `consultation-${2201 + position}`,
      from: '2026-03-04T07:00:00Z',
      everyMinutes: 55,
      modes: ['voice-only'],
      people: peopleOf(ranges.germany),
      lines: lines.slice(0, -1),
      parts: ['patient', 'practice'],
    }),
  };
}

/** A Service with a chat instance. Every second Session has no unique name. */
function supportDesk(): SeedService {
  const lines = count(3).map((position) => lineOf(ranges.ireland, position));
  return {
    uniqueName: 'support-desk-ie',
    chatInstanceSid: sidFor('IS', 'support-desk-ie'),
    numberSelectionBehavior: 'avoid-sticky',
    dateCreated: '2026-01-22T11:00:00Z',
    phoneNumbers: pool(lines, 'IE', '2026-01-22T11:10:00Z'),
    sessions: sessionsOf({
      count: 12,
      nameOf: (position) => (position % 2 === 0 ? `ticket-${501 + position}` : undefined),
      from: '2026-03-05T09:00:00Z',
      everyMinutes: 90,
      modes: ['voice-and-message'],
      people: peopleOf(ranges.ireland),
      lines: lines.slice(0, -1),
      parts: ['caller', 'agent'],
    }),
  };
}

/** A Service for messages only, in Canada and France. */
function marketplace(): SeedService {
  const canada = ['416', '604'].flatMap((areaCode) =>
    [0, 1].map((line) => northAmericanLine(areaCode, line)),
  );
  const france = count(4).map((position) => lineOf(ranges.france, position));
  return {
    uniqueName: 'marketplace-messages-ca',
    geoMatchLevel: 'overlay',
    interceptCallbackUrl: 'https://hooks.example.test/proxy/moderation',
    dateCreated: '2026-02-01T12:00:00Z',
    phoneNumbers: [
      ...pool(canada, 'CA', '2026-02-01T12:10:00Z'),
      ...pool(france, 'FR', '2026-02-03T15:00:00Z'),
    ],
    shortCodes: [{ number: '24680', isoCountry: 'CA', dateCreated: '2026-02-04T10:00:00Z' }],
    sessions: sessionsOf({
      count: 45,
      nameOf: (position) => `listing-${3301 + position}`,
      from: '2026-03-06T10:00:00Z',
      everyMinutes: 73,
      modes: ['message-only'],
      people: northAmericans(['416', '604', '514']),
      lines: canada.slice(0, -1),
      parts: ['buyer', 'seller'],
    }),
  };
}
