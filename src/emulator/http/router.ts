import type { Operations, Verb } from '../operations/operations.ts';
import { interaction } from '../rules/interaction.ts';
import { messageInteraction } from '../rules/message-interaction.ts';
import { participant } from '../rules/participant.ts';
import { phoneNumber } from '../rules/phone-number.ts';
import { service } from '../rules/service.ts';
import { session } from '../rules/session.ts';
import { shortCode } from '../rules/short-code.ts';
import type { Place } from '../operations/place.ts';

export type ResourceName =
  'Service' | 'Session' | 'Participant' | 'Interaction' | 'MessageInteraction' | 'PhoneNumber' | 'ShortCode';

interface Branch {
  readonly name: ResourceName;
  readonly operations: Operations;
  /** The key of `Place` under which resources below it receive its SID. */
  readonly key?: 'serviceSid' | 'sessionSid' | 'participantSid';
  readonly below?: Readonly<Record<string, Branch>>;
}

/** The paths below `/v1`. Every second segment is a SID. */
const tree: Readonly<Record<string, Branch>> = {
  Services: {
    name: 'Service',
    operations: service,
    key: 'serviceSid',
    below: {
      Sessions: {
        name: 'Session',
        operations: session,
        key: 'sessionSid',
        below: {
          Participants: {
            name: 'Participant',
            operations: participant,
            key: 'participantSid',
            below: { MessageInteractions: { name: 'MessageInteraction', operations: messageInteraction } },
          },
          Interactions: { name: 'Interaction', operations: interaction },
        },
      },
      PhoneNumbers: { name: 'PhoneNumber', operations: phoneNumber },
      ShortCodes: { name: 'ShortCode', operations: shortCode },
    },
  },
};

export interface Route {
  readonly name: ResourceName;
  readonly operations: Operations;
  readonly place: Place;
  /** The verb of each HTTP method that this path supports. */
  readonly verbs: Readonly<Record<string, Verb>>;
}

const listVerbs: Readonly<Record<string, Verb>> = { GET: 'list', POST: 'create' };
const itemVerbs: Readonly<Record<string, Verb>> = { GET: 'fetch', POST: 'update', DELETE: 'remove' };

/** Finds the resource of a path (without its query). It does not check that the records exist. */
export function findRoute(path: string): Route | undefined {
  const segments = path.split('/');
  if (segments[0] !== '' || segments[1] !== 'v1') return undefined;
  const sids = { serviceSid: '', sessionSid: '', participantSid: '' };
  let branches: Readonly<Record<string, Branch>> = tree;
  for (let index = 2; index < segments.length; index += 2) {
    const segment = segments[index] ?? '';
    const branch: Branch | undefined = Object.hasOwn(branches, segment) ? branches[segment] : undefined;
    if (branch === undefined) return undefined;
    const { below = {}, key, name, operations } = branch;
    const escaped = segments[index + 1];
    if (escaped === undefined)
      return { name, operations, place: { path, ...sids, sid: '' }, verbs: listVerbs };
    const sid = decode(escaped);
    if (sid === '') return undefined;
    if (index + 2 === segments.length)
      return { name, operations, place: { path, ...sids, sid }, verbs: itemVerbs };
    if (key !== undefined) sids[key] = sid;
    branches = below;
  }
  return undefined;
}

/** A percent-decoded segment; empty when the escapes are malformed. */
function decode(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
