import { notFound } from '../errors.ts';
import { canonicalSid } from '../state/sids.ts';
import type { ParticipantNode, ServiceNode, SessionNode } from '../state/store.ts';
import type { Place } from '../operations/place.ts';
import type { AccountState } from '../state/account-state.ts';

/** The Service of a path, by SID. Unique names are accepted only as the last segment of a path. */
export function serviceIn({ store }: AccountState, place: Place): ServiceNode {
  const service = store.services.get(place.serviceSid) ?? store.services.get(canonicalSid(place.serviceSid));
  if (service === undefined) throw notFound(place.path);
  return service;
}

export function sessionIn(state: AccountState, place: Place): SessionNode {
  const { sessions } = serviceIn(state, place);
  const session = sessions.get(place.sessionSid) ?? sessions.get(canonicalSid(place.sessionSid));
  if (session === undefined) throw notFound(place.path);
  return session;
}

export function participantIn(state: AccountState, place: Place): ParticipantNode {
  const { participants } = sessionIn(state, place);
  const participant =
    participants.get(place.participantSid) ?? participants.get(canonicalSid(place.participantSid));
  if (participant === undefined) throw notFound(place.path);
  return participant;
}

/** Paths of records, to be appended to the base address. */
export const servicePath = (sid: string): string => `/v1/Services/${sid}`;

export const sessionPath = (serviceSid: string, sid: string): string =>
  `${servicePath(serviceSid)}/Sessions/${sid}`;

export const participantPath = (serviceSid: string, sessionSid: string, sid: string): string =>
  `${sessionPath(serviceSid, sessionSid)}/Participants/${sid}`;
