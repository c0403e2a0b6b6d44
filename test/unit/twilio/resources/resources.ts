import type { Resource } from '../../../../src/twilio/resource.ts';
import { interaction } from '../../../../src/twilio/resources/interaction.ts';
import { messageInteraction } from '../../../../src/twilio/resources/message-interaction.ts';
import { participant } from '../../../../src/twilio/resources/participant.ts';
import { phoneNumber } from '../../../../src/twilio/resources/phone-number.ts';
import { service } from '../../../../src/twilio/resources/service.ts';
import { session } from '../../../../src/twilio/resources/session.ts';
import { shortCode } from '../../../../src/twilio/resources/short-code.ts';

export const resources: readonly Resource[] = [
  service,
  session,
  participant,
  interaction,
  messageInteraction,
  phoneNumber,
  shortCode,
];
