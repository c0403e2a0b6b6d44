import { completeCall } from '../lifecycle/call-progress.ts';
import { sendMessage } from '../rules/message-interaction.ts';
import { demo } from '../seeds/demo-sids.ts';
import type { AccountState } from '../state/account-state.ts';
import { isActive, type InteractionNode, type ParticipantNode, type SessionNode } from '../state/store.ts';
import { connect } from './inbound.ts';

/** The time between two steps, by the emulator's clock. A message is delivered within this time. */
export const TRAFFIC_STEP_MS = 8000;

/** Older simulated Interactions are deleted, so that the conversation can go on for ever. */
export const MAX_TRAFFIC_INTERACTIONS = 50;

type Step =
  | { readonly from: 'first' | 'second'; readonly body: string }
  | { readonly from: 'api'; readonly body: string }
  | { readonly call: 'start' | 'end' };

/** The conversation. It starts again after the last step. */
const script: readonly Step[] = [
  { from: 'api', body: 'Your courier is two stops away.' },
  { from: 'second', body: 'Hello, I am on my way to you.' },
  { from: 'first', body: 'Thank you. Which entrance do you take?' },
  { from: 'second', body: 'The one in the yard. Is that right?' },
  { from: 'first', body: 'Yes. Please ring at the second door.' },
  { call: 'start' },
  { call: 'end' },
  { from: 'second', body: 'I am at the door.' },
  { from: 'first', body: 'One moment, I am coming down.' },
  { from: 'api', body: 'Delivered. How was it?' },
];

/**
 * Plays a slow conversation for demonstrations, one step every eight seconds of the emulator's clock, in the demo Session
 * or, when that is not active, in the newest active Session with two Participants. Without one a step does nothing.
 */
export function startTraffic(state: AccountState): void {
  const interactions: InteractionNode[] = [];
  let position = 0;
  const step = (): void => {
    const next = script[position % script.length];
    const session = sessionFor(state);
    if (next !== undefined && session !== undefined) {
      play(state, session, next, interactions);
      position++;
    }
    while (interactions.length > MAX_TRAFFIC_INTERACTIONS) {
      const oldest = interactions.shift();
      if (oldest !== undefined) state.store.removeInteraction(oldest);
    }
    schedule();
  };
  // From now and not from the last step: a clock that jumps ahead does not cause a burst of steps.
  const schedule = (): void => state.background.schedule(state.clock.now() + TRAFFIC_STEP_MS, step);
  schedule();
}

function play(state: AccountState, session: SessionNode, step: Step, interactions: InteractionNode[]): void {
  const [first, second] = participantsOf(session);
  if (first === undefined || second === undefined) return;
  if ('call' in step && step.call === 'end') {
    const call = interactions.at(-1);
    if (call !== undefined && isOngoingCall(call))
      completeCall(state, call, TRAFFIC_STEP_MS / 1000, 'completed');
    return;
  }
  if ('body' in step && step.from === 'api') {
    interactions.push(sendMessage(state, first, step.body));
    return;
  }
  const sender = 'body' in step && step.from === 'first' ? first : second;
  const { interactionSid } = connect(
    state,
    { participantSid: sender.sid },
    'body' in step ? step.body : null,
  );
  const interaction = interactionSid === null ? undefined : session.interactions.get(interactionSid);
  if (interaction !== undefined) interactions.push(interaction);
}

const isOngoingCall = ({ record, session, sid }: InteractionNode): boolean =>
  record.inbound_resource_status === 'in-progress' && session.interactions.get(sid) !== undefined;

function sessionFor({ store }: AccountState): SessionNode | undefined {
  const preferred = store.services.get(demo.serviceSid)?.sessions.get(demo.sessionSid);
  if (preferred !== undefined && canPlayIn(preferred)) return preferred;
  for (const service of store.services) {
    for (const session of service.sessions) if (canPlayIn(session)) return session;
  }
  return undefined;
}

const canPlayIn = (session: SessionNode): boolean =>
  isActive(session) && session.record.mode === 'voice-and-message' && participantsOf(session).length === 2;

/** The current Participants, in the order in which they were added. */
const participantsOf = (session: SessionNode): readonly ParticipantNode[] =>
  Array.from(session.participants)
    .filter(({ record }) => record.date_deleted === null)
    .reverse();
