import type { Capabilities } from '../state/records.ts';

const media = ['voice', 'sms', 'mms', 'fax'] as const;

/**
 * Twilio's thirteen keys for a number with the given media, in both directions and without restrictions.
 * Twilio's published schema has four other keys, which never appear in an answer.
 */
export function capabilitiesOf(able: readonly string[]): Capabilities {
  return Object.fromEntries([
    ...media.flatMap((each) => [
      [`${each}_inbound`, able.includes(each)],
      [`${each}_outbound`, able.includes(each)],
    ]),
    ...media.map((each) => [`restriction_${each}_domestic`, false]),
    ['sip_trunking', able.includes('voice')],
  ]) as Capabilities;
}

/** Whether a number with these capabilities supports calls or messages in both directions. */
export const canCarry = (capabilities: Capabilities, medium: 'voice' | 'sms'): boolean =>
  capabilities[`${medium}_inbound`] === true && capabilities[`${medium}_outbound`] === true;
