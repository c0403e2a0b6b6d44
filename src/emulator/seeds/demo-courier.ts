import { courier, courierDriver, customer, demo, newestOrder } from './demo-sids.ts';
import { lineOf, peopleOf, ranges } from './people.ts';
import { count, pool } from './pool.ts';
import type { SeedInteraction, SeedService, SeedSession } from './seed.ts';
import { sessionsOf } from './sessions.ts';

const unitedKingdom = count(8).map((position) => lineOf(ranges.unitedKingdom, position));
const germany = count(4).map((position) => lineOf(ranges.germany, position));

/** A Service of couriers and customers in Europe. */
export function courierMasking(): SeedService {
  const people = peopleOf(ranges.unitedKingdom);
  // The first two belong to the newest Session.
  people();
  people();
  const older = sessionsOf({
    count: 59,
    nameOf: (position) => (position === 40 ? demo.oddSessionUniqueName : `order-${1001 + position}`),
    from: '2026-03-02T08:00:00Z',
    everyMinutes: 47,
    modes: ['voice-and-message', 'message-only', 'voice-and-message', 'voice-only'],
    people,
    lines: unitedKingdom.slice(0, 7),
    parts: ['customer', 'courier'],
  });
  return {
    uniqueName: courier,
    defaultTtl: 86_400,
    callbackUrl: 'https://hooks.example.test/proxy/status',
    interceptCallbackUrl: 'https://hooks.example.test/proxy/gate',
    dateCreated: '2026-02-11T10:00:00Z',
    phoneNumbers: [
      ...pool(unitedKingdom, 'GB', '2026-02-11T10:05:00Z'),
      ...pool(germany, 'DE', '2026-02-12T09:30:00Z'),
    ],
    shortCodes: [{ number: '60777', isoCountry: 'GB', dateCreated: '2026-02-13T09:00:00Z' }],
    sessions: [...older, newest()],
  };
}

/** The Session that examples use: the newest of its Service. */
function newest(): SeedSession {
  const [CUSTOMER, COURIER] = [0, 1];
  const said: readonly (readonly [from: number | null, to: number, body: string])[] = [
    [null, CUSTOMER, 'Your order 1060 is on its way with Ada.'],
    [null, COURIER, 'New order 1060: pick it up at the bakery.'],
    [COURIER, CUSTOMER, 'Hello! I have your bread, ten minutes.'],
    [CUSTOMER, COURIER, 'Great. The bell is broken, please call.'],
    [null, CUSTOMER, 'Ada is one stop away.'],
    [COURIER, CUSTOMER, 'I am at the gate.'],
    [CUSTOMER, COURIER, 'Coming down.'],
    [null, COURIER, 'Take a photo when it is handed over.'],
    [COURIER, CUSTOMER, 'Handed over, enjoy.'],
    [null, CUSTOMER, 'Delivered. How was it?'],
    [null, COURIER, 'Order 1060 is done.'],
  ];
  const interactions = said.map(([from, to, body], position): SeedInteraction => ({
    ...(from !== null && { from }),
    to,
    body,
    outboundStatus: position > 9 ? 'sent' : 'delivered',
    dateCreated: new Date(Date.parse('2026-03-14T09:05:00Z') + position * 90_000).toISOString(),
  }));
  const dateCreated = '2026-03-14T09:13:15Z';
  interactions.splice(6, 0, { type: 'voice', from: COURIER, to: CUSTOMER, durationSeconds: 42, dateCreated });
  return {
    uniqueName: newestOrder,
    status: 'in-progress',
    ttl: 0,
    dateCreated: '2026-03-14T09:00:00Z',
    dateStarted: '2026-03-14T09:05:00Z',
    dateLastInteraction: '2026-03-14T09:20:00Z',
    participants: [
      {
        identifier: customer,
        friendlyName: 'customer',
        proxyIdentifier: lineOf(ranges.unitedKingdom, 0),
        dateCreated: '2026-03-14T09:00:02Z',
      },
      {
        identifier: courierDriver,
        friendlyName: 'courier',
        proxyIdentifier: lineOf(ranges.unitedKingdom, 1),
        dateCreated: '2026-03-14T09:00:03Z',
      },
    ],
    interactions,
  };
}
