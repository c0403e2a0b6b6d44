import type { ResourceStatus, SessionMode, SessionStatus } from '../state/records.ts';
import type { People } from './people.ts';
import type { SeedInteraction, SeedParticipant, SeedSession } from './seed.ts';

/** Describes the Sessions of a demo Service. */
export interface SessionPlan {
  readonly count: number;
  /** The unique name by position; undefined for a Session without one. */
  readonly nameOf: (position: number) => string | undefined;
  /** Creation time of the first Session, and the interval to the next. */
  readonly from: string;
  readonly everyMinutes: number;
  readonly modes: readonly SessionMode[];
  readonly people: People;
  /** Proxy numbers, assigned in turn. */
  readonly lines: readonly string[];
  /** `friendly_name` of the first and of the second Participant. */
  readonly parts: readonly [string, string];
}

const MINUTE = 60_000;

/** Statuses in the proportions of a Service that is some months old. */
const statuses: readonly SessionStatus[] = [
  'open',
  'in-progress',
  'closed',
  'in-progress',
  'closed',
  'open',
  'closed',
  'in-progress',
  'closed',
  'closed',
];

const closedReasons = ['api', 'ttl-expired', 'api', 'date-expired'] as const;

const texts = [
  'I am two minutes away.',
  'Thanks, see you at the door.',
  'The entrance is in the yard.',
  'Please ring twice.',
  'Traffic, ten more minutes.',
  'No problem, take your time.',
  'Could you leave it with the neighbour?',
  'Done, it is with them.',
] as const;

/** Sessions in every status and mode. The same plan gives the same Sessions. */
export function sessionsOf(plan: SessionPlan): SeedSession[] {
  return Array.from({ length: plan.count }, (_, position) => sessionAt(plan, position));
}

function sessionAt(plan: SessionPlan, position: number): SeedSession {
  const created = Date.parse(plan.from) + position * plan.everyMinutes * MINUTE;
  const uniqueName = plan.nameOf(position);
  const mode = plan.modes[position % plan.modes.length] ?? 'voice-and-message';
  const status = statusAt(position);
  const participants = participantsAt(plan, position, created);
  const mayHaveStarted = status === 'in-progress' || (status === 'closed' && position % 4 !== 0);
  const interactions = mayHaveStarted ? interactionsAt(position, mode, status, created, participants) : [];
  const first = interactions[0]?.dateCreated;
  const last = interactions.at(-1)?.dateCreated;
  const ended = new Date(created + 8 * 60 * MINUTE).toISOString();
  return {
    ...(uniqueName !== undefined && { uniqueName }),
    mode,
    status,
    // Active Sessions never expire, so that the demo data is the same in any year.
    ttl: status === 'closed' ? (position % 3) * 3600 : 0,
    dateCreated: new Date(created).toISOString(),
    ...(first !== undefined && { dateStarted: first }),
    ...(last !== undefined && { dateLastInteraction: last }),
    ...(status === 'open' && position % 4 === 0 && { dateExpiry: '2099-12-31T23:59:59Z' }),
    ...(status === 'closed' && {
      closedReason: closedReasons[position % closedReasons.length] ?? 'api',
      dateEnded: ended,
    }),
    participants,
    interactions,
  };
}

function statusAt(position: number): SessionStatus {
  if (position % 29 === 13) return 'failed';
  if (position % 57 === 31) return 'unknown';
  return statuses[position % statuses.length] ?? 'open';
}

/** Mostly two. Some Sessions have one or none, and some have removed Participants beside the two current ones. */
function participantsAt(plan: SessionPlan, position: number, created: number): SeedParticipant[] {
  const removed = position % 26 === 17 ? 2 : position % 13 === 4 ? 1 : 0;
  const active = removed > 0 ? 2 : position % 17 === 9 ? 0 : position % 11 === 5 ? 1 : 2;
  return Array.from({ length: removed + active }, (_, index) => ({
    identifier: plan.people(),
    friendlyName: plan.parts[index % 2] ?? plan.parts[0],
    proxyIdentifier: plan.lines[(position + index) % plan.lines.length] ?? '',
    dateCreated: new Date(created + (index + 1) * 4000).toISOString(),
    ...(index < removed && { dateDeleted: new Date(created + 3 * MINUTE).toISOString() }),
  }));
}

const messageStatuses: readonly ResourceStatus[] = [
  'delivered',
  'delivered',
  'sent',
  'delivered',
  'undelivered',
  'failed',
];
const callStatuses: readonly ResourceStatus[] = ['completed', 'no-answer', 'completed', 'busy', 'canceled'];

function interactionsAt(
  position: number,
  mode: SessionMode,
  status: SessionStatus,
  created: number,
  participants: readonly SeedParticipant[],
): SeedInteraction[] {
  const active = participants.flatMap(({ dateDeleted }, index) => (dateDeleted === undefined ? [index] : []));
  const [first, second] = active;
  // A call needs two Participants, a message needs one.
  if (first === undefined || (second === undefined && mode === 'voice-only')) return [];
  return Array.from({ length: 1 + (position % 7) }, (_, index): SeedInteraction => {
    const dateCreated = new Date(created + (index + 5) * 7 * MINUTE).toISOString();
    const isCall = mode === 'voice-only' || (mode === 'voice-and-message' && index % 4 === 3);
    const fromFirst = index % 2 === 0;
    if (isCall && second !== undefined) {
      const ringing = status === 'in-progress' && index === position % 7;
      return {
        type: 'voice',
        from: fromFirst ? first : second,
        to: fromFirst ? second : first,
        inboundStatus: ringing ? 'in-progress' : 'completed',
        outboundStatus: ringing
          ? 'ringing'
          : (callStatuses[(position + index) % callStatuses.length] ?? 'completed'),
        ...(!ringing && { durationSeconds: 20 + ((position * 7 + index * 31) % 400) }),
        dateCreated,
      };
    }
    const sentByApi = second === undefined || index % 3 === 0;
    const to = sentByApi ? (active[index % active.length] ?? first) : fromFirst ? second : first;
    return {
      body: texts[(position + index) % texts.length] ?? '',
      to,
      ...(!sentByApi && { from: to === first ? second : first }),
      outboundStatus: messageStatuses[(position + index) % messageStatuses.length] ?? 'delivered',
      dateCreated,
    };
  });
}
