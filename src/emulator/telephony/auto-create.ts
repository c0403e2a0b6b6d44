import { z } from 'zod';
import { storedForm } from '../numbers/dialling.ts';
import { Form } from '../operations/form.ts';
import { createSession } from '../rules/session-create.ts';
import type { AccountState } from '../state/account-state.ts';
import { otherParticipant, type OutOfSession, type Route } from './routing.ts';

/** The JSON answer of an out-of-session webhook. https://www.twilio.com/docs/proxy/out-session-callback-response-guide */
const answerShape = z.object({
  participantIdentifier: z.string(),
  participantProxyIdentifier: z.string().optional(),
  uniqueName: z.string().optional(),
  mode: z.string().optional(),
  ttl: z.union([z.int(), z.string()]).optional(),
  dateExpiry: z.string().optional(),
});

/**
 * Creates the Session that an out-of-session webhook asks for: the sender, by the number that was used, and the second
 * Participant of the answer.
 *
 * @throws Error for an answer that is not the documented JSON, and for a Session that the rules refuse
 */
export function autoCreate(state: AccountState, { from, service, to }: OutOfSession, answer: string): Route {
  const { participantIdentifier, participantProxyIdentifier, ...session } = answerShape.parse(
    JSON.parse(answer),
  );
  const participants = [
    { Identifier: from, ProxyIdentifier: to },
    { Identifier: participantIdentifier, ProxyIdentifier: participantProxyIdentifier },
  ];
  const form = new Form({
    UniqueName: [session.uniqueName ?? ''],
    Mode: [session.mode ?? ''],
    Ttl: [String(session.ttl ?? '')],
    DateExpiry: [session.dateExpiry ?? ''],
    Participants: participants.map((participant) => JSON.stringify(participant)),
  });
  const created = createSession(state, service, form);
  const sender = Array.from(created.participants).find(
    ({ record }) => record.identifier === storedForm(from),
  );
  const other = sender && otherParticipant(sender);
  if (sender === undefined || other === undefined) throw new Error('Expected two Participants.');
  return { from: sender, to: other };
}
