import { longTranscript, rides } from './demo-sids.ts';
import { northAmericanLine, northAmericans } from './people.ts';
import { count, pool } from './pool.ts';
import type { SeedInteraction, SeedService, SeedSession } from './seed.ts';
import { sessionsOf } from './sessions.ts';

const areaCodes = ['415', '212', '312', '206', '305', '617', '512', '702'];
const lines = areaCodes.flatMap((areaCode) => [
  northAmericanLine(areaCode, 0),
  northAmericanLine(areaCode, 1),
]);
const [firstLine = '', secondLine = ''] = lines;

/** A Service of riders and drivers in the United States, with more Sessions than two pages hold. */
export function rideHailing(): SeedService {
  const people = northAmericans(areaCodes);
  const transcript = longSession([people(), people()]);
  const others = sessionsOf({
    count: 259,
    nameOf: (position) => `ride-2026-${String(position + 2).padStart(4, '0')}`,
    from: '2026-03-03T06:00:00Z',
    everyMinutes: 31,
    modes: ['voice-and-message', 'voice-and-message', 'voice-only', 'message-only'],
    people,
    lines: lines.slice(0, -1),
    parts: ['rider', 'driver'],
  });
  return {
    uniqueName: rides,
    geoMatchLevel: 'area-code',
    outOfSessionCallbackUrl: 'https://hooks.example.test/proxy/out-of-session',
    dateCreated: '2026-02-10T16:20:00Z',
    phoneNumbers: pool(lines, 'US', '2026-02-10T16:30:00Z'),
    shortCodes: [
      { number: '48412', isoCountry: 'US', dateCreated: '2026-02-10T17:00:00Z' },
      { number: '48413', isoCountry: 'US', isReserved: true, dateCreated: '2026-02-10T17:01:00Z' },
    ],
    sessions: [transcript, ...others],
  };
}

/** A Session with more Interactions than one page holds. */
function longSession([rider, driver]: readonly [string, string]): SeedSession {
  const start = Date.parse('2026-03-02T06:05:00Z');
  const interactions = count(137).map((position): SeedInteraction => {
    const [from, to] = position % 2 === 0 ? [0, 1] : [1, 0];
    const dateCreated = new Date(start + position * 300_000).toISOString();
    if (position % 10 === 9) return { type: 'voice', from, to, durationSeconds: 30 + position, dateCreated };
    if (position % 5 === 0)
      return { to, body: `Reminder ${position / 5 + 1}: your ride is planned.`, dateCreated };
    return { from, to, body: `Message ${position} of the day.`, dateCreated };
  });
  const dateCreated = '2026-03-02T06:00:00Z';
  return {
    uniqueName: longTranscript,
    status: 'in-progress',
    ttl: 0,
    dateCreated,
    ...(interactions[0]?.dateCreated !== undefined && { dateStarted: interactions[0].dateCreated }),
    dateLastInteraction: new Date(start + 136 * 300_000).toISOString(),
    participants: [
      { identifier: rider, friendlyName: 'rider', proxyIdentifier: firstLine, dateCreated },
      { identifier: driver, friendlyName: 'driver', proxyIdentifier: secondLine, dateCreated },
    ],
    interactions,
  };
}
