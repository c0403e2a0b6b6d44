import { ofFailure, type UserError } from '../errors/user-errors.ts';
import type { OpenProxySessionInput } from '../graphql/generated.ts';
import { TwilioError } from '../twilio/errors.ts';
import type { MessageInteraction } from '../twilio/resources/message-interaction.ts';
import type { Participant } from '../twilio/resources/participant.ts';

export type ParticipantInput = OpenProxySessionInput['participants'][number];

export const hasMessage = ({ firstMessage }: ParticipantInput): boolean => typeof firstMessage === 'string';

export const toError = (reason: unknown): Error =>
  reason instanceof Error ? reason : new Error(String(reason));

/**
 * The Participants of a new Session in the order of the input; null for one that cannot be told. Twilio may write an
 * identifier in another way, so a single one that is not found is the single row that is left.
 */
export function inOrderOf(
  wanted: readonly ParticipantInput[],
  rows: readonly Participant[],
): readonly (Participant | null)[] {
  const left = new Set(rows);
  const found = wanted.map(({ identifier }) => {
    const row = [...left].find((each) => each.identifier === identifier) ?? null;
    if (row) left.delete(row);
    return row;
  });
  const [only] = left;
  const isClear = left.size === 1 && found.filter((row) => row === null).length === 1;
  return isClear && only ? found.map((row) => row ?? only) : found;
}

/** What became of one first message. An error in place of the record becomes a GraphQL error at its index. */
export interface SentMessage {
  readonly record: MessageInteraction | Error | null;
  readonly userError: UserError | null;
}

const ended = (record: SentMessage['record']): SentMessage => ({ record, userError: null });

async function sendMessage(
  { firstMessage }: ParticipantInput,
  index: number,
  to: Participant | Error | null,
  send: (to: Participant, body: string) => Promise<MessageInteraction>,
): Promise<SentMessage> {
  if (typeof firstMessage !== 'string') return ended(null);
  if (to instanceof Error) return ended(to);
  if (!to) return ended(new TwilioError('bad-response', 'Not sent: Twilio does not list this Participant.'));
  try {
    return ended(await send(to, firstMessage));
  } catch (error) {
    try {
      const refused = ofFailure(error, { firstMessage }, null);
      const field = ['input', 'participants', String(index), 'firstMessage'];
      return { record: null, userError: { ...refused, field } };
    } catch (unexpected) {
      return ended(toError(unexpected));
    }
  }
}

/**
 * Sends the first messages one after the other, in the order of the input. One that fails does not keep the later ones from
 * being sent; without the list of Participants none is sent. One result per Participant of the input.
 */
export async function sendMessages(
  wanted: readonly ParticipantInput[],
  rows: readonly (Participant | null)[] | Error,
  send: (to: Participant, body: string) => Promise<MessageInteraction>,
): Promise<readonly SentMessage[]> {
  const sent: SentMessage[] = [];
  for (const [index, each] of wanted.entries()) {
    const to = rows instanceof Error ? rows : (rows[index] ?? null);
    sent.push(await sendMessage(each, index, to, send));
  }
  return sent;
}
