import { northAmericanLine, northAmericans } from './people.ts';
import { count, pool } from './pool.ts';
import type { Seed } from './seed.ts';
import { seedSids } from './seed-sids.ts';
import { sessionsOf } from './sessions.ts';

const name = 'large';

/** The Service of the large seed. */
export const largeServiceSid = seedSids.service(name);

/** One Service with many Sessions, for measurements. Its Sessions are like those of the demo. */
export function largeSeed(sessions = 10_000): Seed {
  const areaCodes = count(700).map((position) => String(200 + position));
  const lines = ['415', '212', '312'].map((areaCode) => northAmericanLine(areaCode, 0));
  return {
    services: [
      {
        uniqueName: name,
        dateCreated: '2026-01-01T00:00:00Z',
        phoneNumbers: pool(lines, 'US', '2026-01-01T00:00:00Z'),
        sessions: sessionsOf({
          count: sessions,
          nameOf: (position) => `order-${100_001 + position}`,
          from: '2026-01-02T00:00:00Z',
          everyMinutes: 3,
          modes: ['voice-and-message', 'message-only', 'voice-only'],
          people: northAmericans(areaCodes),
          lines: lines.slice(0, -1),
          parts: ['customer', 'courier'],
        }),
      },
    ],
  };
}
