import { canCarry } from './capabilities.ts';
import { diallingCode, isNear } from './dialling.ts';
import { TwilioError } from '../errors.ts';
import type { SessionMode } from '../state/records.ts';
import type { PhoneNumberNode, ServiceNode } from '../state/store.ts';

/** The Session that needs a number. It may not be stored yet. */
export interface NumberRequest {
  readonly service: ServiceNode;
  readonly sessionSid: string;
  readonly mode: SessionMode;
  /** The proxy numbers of its Participants that are not stored yet. */
  readonly planned: readonly (string | null)[];
}

/**
 * Chooses a proxy number from the pool. It is unreserved, has the capabilities of the mode, is of the Participant's country,
 * is near enough, and is not this Participant's number in another active Session. The first condition that
 * no number meets gives the error. https://www.twilio.com/docs/proxy/understanding-phone-number-management
 */
export function chooseNumber(request: NumberRequest, identifier: string): PhoneNumberNode {
  const { mode, service } = request;
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
  // Twilio has two codes for "all in use": 80206 when the distance excluded some numbers.
  const allTaken = candidates.length < before ? 80206 : 80208;
  keep(({ record }) => !isTaken(request, identifier, record.phone_number), allTaken);
  return candidates.reduce((best, each) => (compare(request, identifier, each, best) < 0 ? each : best));
}

/** Whether another active Session has the pair. */
export const isTaken = (
  { service, sessionSid }: NumberRequest,
  identifier: string,
  proxyNumber: string,
): boolean => service.poolUse.sessionsOf(identifier, proxyNumber).some((sid) => sid !== sessionSid);

/** Negative when `a` is the better choice: by the Service's selection behaviour, then the least used, then the first added. */
function compare(request: NumberRequest, identifier: string, a: PhoneNumberNode, b: PhoneNumberNode): number {
  const { poolUse, record } = request.service;
  const [lastA, lastB] = [a, b].map(({ record: { phone_number: number } }) =>
    poolUse.lastAssignment(identifier, number),
  );
  const age = (lastA ?? 0) - (lastB ?? 0);
  const byHistory = record.number_selection_behavior === 'prefer-sticky' ? -age : age;
  return byHistory || useOf(request, a) - useOf(request, b) || a.position - b.position;
}

/** The number of active Sessions that use the number, including this one if a Participant not yet stored has it. */
function useOf({ planned, service }: NumberRequest, { record }: PhoneNumberNode): number {
  return service.poolUse.inUse(record.phone_number) + (planned.includes(record.phone_number) ? 1 : 0);
}
