import { lineOf, northAmericanLine, ranges } from './people.ts';
import { seedSids } from './seed-sids.ts';

export const courier = 'courier-masking-eu';
export const rides = 'ride-hailing-us';
export const newestOrder = 'order-1060';
export const longTranscript = 'ride-2026-0001';
export const customer = '+447700900000';
export const courierDriver = '+447700900001';

/** SIDs and names of demo data that examples and tests rely on. */
export const demo = {
  /** A Service of couriers: 60 Sessions, a pool in two countries, a short code. */
  serviceSid: seedSids.service(courier),
  serviceUniqueName: courier,
  /** Its newest Session, in progress: two Participants, twelve Interactions, six of them sent over the API. */
  sessionSid: seedSids.session(courier, newestOrder),
  sessionUniqueName: newestOrder,
  /** The two Participants of that Session, and the first message that was sent to the customer over the API. */
  customerSid: seedSids.participant(courier, newestOrder, customer),
  courierSid: seedSids.participant(courier, newestOrder, courierDriver),
  messageInteractionSid: seedSids.interaction(courier, newestOrder, 0),
  phoneNumberSid: seedSids.phoneNumber(lineOf(ranges.unitedKingdom, 0)),
  shortCodeSid: seedSids.shortCode('GB', '60777'),
  /** A Session of the same Service whose unique name must be escaped in a path. */
  oddSessionSid: seedSids.session(courier, 'Order #1041 / Köln'),
  oddSessionUniqueName: 'Order #1041 / Köln',
  /** A Service with 260 Sessions. */
  bigServiceSid: seedSids.service(rides),
  /** A Session of the big Service with 137 Interactions. */
  longSessionSid: seedSids.session(rides, longTranscript),
  /** A Service without Sessions and without numbers. */
  emptyServiceSid: seedSids.service('sandbox-empty'),
  /** A number and a short code of the account that no Service has claimed. */
  unclaimedPhoneNumberSid: seedSids.phoneNumber(northAmericanLine('503', 0)),
  unclaimedPhoneNumber: northAmericanLine('503', 0),
  unclaimedShortCodeSid: seedSids.shortCode('US', '48499'),
} as const;
