import { canCarry } from './capabilities.ts';
import { diallingCode, isNear } from './dialling.ts';
import { TwilioError } from '../errors.ts';
import type { SessionMode } from '../state/records.ts';
import type { PhoneNumberNode, ServiceNode } from '../state/store.ts';

/** The Session for which a number is wanted; it need not be stored yet. */
export interface Room {
  readonly service: ServiceNode;
  readonly sessionSid: string;
  readonly mode: SessionMode;
  /** The proxy numbers of its Participants that are planned and not stored. */
  readonly planned: readonly (string | null)[];
}

/**
 * Chooses a proxy number from the pool: unreserved, able to do what the mode asks, of the Participant's country,
 * near enough, and not already this Participant's number in another active Session. The first condition that
 * nobody meets gives the error. https://www.twilio.com/docs/proxy/understanding-phone-number-management
 */
export function chooseNumber(room: Room, identifier: string): PhoneNumberNode {
  const { mode, service } = room;
  const { geo_match_level: level } = service.record;
  const code = diallingCode(identifier);
  let candidates = [...service.phoneNumbers];
  const keep = (test: (number: PhoneNumberNode) => boolean, error: number): void => {
    candidates = candidates.filter(test);
    if (candidates.length === 0) throw new TwilioError(error);
  };
  keep(() => true, 80205);
  keep(({ record }) => diallingCode(record.phone_number) === code, 80203);
  if (mode !== 'message-only') keep(({ record }) => canCarry(record.capabilities, 'voice'), 80201);
  if (mode !== 'voice-only') keep(({ record }) => canCarry(record.capabilities, 'sms'), 80202);
  keep(({ record }) => !record.is_reserved, 80207);
  const before = candidates.length;
  keep(({ record }) => isNear(level, identifier, record.phone_number), 80206);
  // Twilio has two codes for "all taken": one when distance left some out as well.
  const allTaken = candidates.length < before ? 80206 : 80208;
  keep(({ record }) => !isTaken(room, identifier, record.phone_number), allTaken);
  return candidates.reduce((best, each) => (compare(room, identifier, each, best) < 0 ? each : best));
}

/** Whether the pair already routes to another active Session. */
export const isTaken = ({ service, sessionSid }: Room, identifier: string, proxyNumber: string): boolean =>
  service.poolUse.sessionsOf(identifier, proxyNumber).some((sid) => sid !== sessionSid);

/** Negative when `a` is the better choice: by the Service's behaviour, then the least used, then the first added. */
function compare(room: Room, identifier: string, a: PhoneNumberNode, b: PhoneNumberNode): number {
  const { poolUse, record } = room.service;
  const [lastA, lastB] = [a, b].map(({ record: { phone_number: number } }) =>
    poolUse.lastAssignment(identifier, number),
  );
  const age = (lastA ?? 0) - (lastB ?? 0);
  const byHistory = record.number_selection_behavior === 'prefer-sticky' ? -age : age;
  return byHistory || useOf(room, a) - useOf(room, b) || a.position - b.position;
}

/** In how many active Sessions the number is used, with this one if a planned Participant has it. */
function useOf({ planned, service }: Room, { record }: PhoneNumberNode): number {
  return service.poolUse.inUse(record.phone_number) + (planned.includes(record.phone_number) ? 1 : 0);
}
