import { notFound } from '../errors.ts';
import { canonicalSid } from '../state/sids.ts';
import type { ParticipantNode, ServiceNode, SessionNode } from '../state/store.ts';
import type { Place, World } from '../state/account-state.ts';

/** The Service that a path names by its SID; unique names serve only in the last place of a path. */
export function serviceIn({ store }: World, place: Place): ServiceNode {
  const service = store.services.get(place.serviceSid) ?? store.services.get(canonicalSid(place.serviceSid));
  if (service === undefined) throw notFound(place.path);
  return service;
}

export function sessionIn(world: World, place: Place): SessionNode {
  const { sessions } = serviceIn(world, place);
  const session = sessions.get(place.sessionSid) ?? sessions.get(canonicalSid(place.sessionSid));
  if (session === undefined) throw notFound(place.path);
  return session;
}

export function participantIn(world: World, place: Place): ParticipantNode {
  const { participants } = sessionIn(world, place);
  const participant =
    participants.get(place.participantSid) ?? participants.get(canonicalSid(place.participantSid));
  if (participant === undefined) throw notFound(place.path);
  return participant;
}

/** The addresses under which records are found, below the base address. */
export const servicePath = (sid: string): string => `/v1/Services/${sid}`;

export const sessionPath = (serviceSid: string, sid: string): string =>
  `${servicePath(serviceSid)}/Sessions/${sid}`;

export const participantPath = (serviceSid: string, sessionSid: string, sid: string): string =>
  `${sessionPath(serviceSid, sessionSid)}/Participants/${sid}`;
