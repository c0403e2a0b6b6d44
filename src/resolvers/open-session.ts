import { ofFailure, ofProblem, type UserError } from '../errors/user-errors.ts';
import type { GatewayContext } from '../graphql/context.ts';
import type { OpenProxySessionInput } from '../graphql/generated.ts';
import { parseGlobalId } from '../graphql/global-id.ts';
import type { FollowUp } from '../planner/define-field.ts';
import type { Caller } from '../twilio/client.ts';
import { checkForm, type FormRules, listOf, string } from '../twilio/inputs.ts';
import type { Page } from '../twilio/page.ts';
import { pathOf, type SidPath } from '../twilio/resource.ts';
import { type MessageInteraction, messageInteraction } from '../twilio/resources/message-interaction.ts';
import { type Participant, participant } from '../twilio/resources/participant.ts';
import { service } from '../twilio/resources/service.ts';
import { newParticipant, type Session, session } from '../twilio/resources/session.ts';
import { hasMessage, inOrderOf, sendMessages, type SentMessage, toError } from './first-messages.ts';

/** Whether the payload has that field. */
type Selects = (field: string) => boolean;

export interface OpenedPayload {
  readonly session: Session | null;
  readonly participants: readonly Participant[] | null;
  readonly messageInteractions: readonly (MessageInteraction | null)[] | null;
  readonly userErrors: readonly UserError[];
}

const { uniqueName, dateExpiry, ttl, mode, failOnParticipantConflict } = session.operations.create.inputs;

/** The inputs of a new Session that is open, with the first messages. */
const form: FormRules = {
  inputs: {
    uniqueName,
    dateExpiry,
    ttl,
    mode,
    failOnParticipantConflict,
    participants: listOf({ ...newParticipant, firstMessage: string(Infinity, 1) }),
  },
};

/** The form of the new Session, without what is not Twilio's. */
const formOf = ({ participants, ...input }: OpenProxySessionInput) => ({
  ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null)),
  participants: participants.map(({ identifier, friendlyName, proxyIdentifier, proxyIdentifierSid }) => ({
    identifier,
    friendlyName,
    proxyIdentifier,
    proxyIdentifierSid,
  })),
});

/** The path of the Service of a new Session. Throws BAD_USER_INPUT. */
export const parentOf = ({ serviceId }: OpenProxySessionInput): SidPath => parseGlobalId(service, serviceId);

/** Twilio's answer to a new Session has no Participants, and a message needs the SID of one: they are read. */
const needsParticipants = ({ participants }: OpenProxySessionInput, selects: Selects) =>
  selects('participants') || participants.some(hasMessage);

/** The REST calls after that of the Session: the list of its Participants, and the messages. */
export function followUps(input: OpenProxySessionInput, selects: Selects): readonly FollowUp[] {
  if (!needsParticipants(input, selects)) return [];
  const messages = input.participants.filter(hasMessage).length;
  return [
    { operation: 'list', resource: participant, rows: input.participants.length },
    { operation: 'create', resource: messageInteraction, rows: messages },
  ];
}

/** A new Session with what was read and sent below it. */
interface Opened {
  readonly session: Session;
  /** Null when they are not needed. */
  readonly participants: Page<Participant> | Error | null;
  readonly inOrder: readonly (Participant | null)[];
  readonly sent: readonly SentMessage[];
}

/** Creates a Session, reads its Participants where they are needed, and sends the first messages. */
async function open(
  input: OpenProxySessionInput,
  { client, budget }: GatewayContext,
  caller: Caller,
  selects: Selects,
): Promise<Opened> {
  const created = await client.create(session, parentOf(input), formOf(input), caller);
  const path = pathOf(session, created);
  const request = { pageSize: budget.requirements.pageSizeMax };
  const participants = needsParticipants(input, selects)
    ? await client.list(participant, path, request, caller).catch(toError)
    : null;
  const isListed = participants !== null && !(participants instanceof Error);
  const inOrder = inOrderOf(input.participants, isListed ? participants.rows : []);
  const rows = participants instanceof Error ? participants : inOrder;
  const sent = await sendMessages(input.participants, rows, (to, body) =>
    client.create(messageInteraction, pathOf(participant, to), { body }, caller),
  );
  return { session: created, participants, inOrder, sent };
}

/** Keeps what was returned, so that the fields of the payload do not read it again. */
function keep({ loaders }: GatewayContext, { session: created, participants, sent }: Opened): void {
  loaders.prime(session, created);
  if (participants !== null && !(participants instanceof Error)) {
    loaders.keepPage(participant, pathOf(session, created), participants);
  }
  for (const { record } of sent) {
    if (record !== null && !(record instanceof Error)) loaders.prime(messageInteraction, record);
  }
}

/** The payload. graphql-js makes of an Error in place of a value an error at its path, which the types do not know. */
function toPayload({ session: created, participants, inOrder, sent }: Opened): OpenedPayload {
  const known = inOrder.filter((row) => row !== null);
  const isListed = participants !== null && !(participants instanceof Error);
  const rest = isListed ? participants.rows.filter((row) => !known.includes(row)) : [];
  return {
    session: created,
    participants: isListed ? [...known, ...rest] : (participants as null),
    messageInteractions: sent.map(({ record }) => record as MessageInteraction | null),
    userErrors: sent.flatMap(({ userError }) => userError ?? []),
  };
}

const refuse = (errors: readonly UserError[]): OpenedPayload => ({
  session: null,
  participants: null,
  messageInteractions: null,
  userErrors: errors.map((error) => ({ ...error, field: error.field && ['input', ...error.field] })),
});

async function openOrRefuse(
  input: OpenProxySessionInput,
  context: GatewayContext,
  selects: Selects,
): Promise<OpenedPayload> {
  const parent = parentOf(input);
  const problems = checkForm(form, { ...input }, false);
  if (problems.length > 0) return refuse(problems.map(ofProblem));
  let opened: Opened;
  try {
    // One write: what happens below the new Session does not change what Twilio has returned before.
    opened = await context.loaders.write(parent, (caller) => open(input, context, caller, selects));
  } catch (error) {
    return refuse([ofFailure(error, { ...input }, 'serviceId')]);
  }
  keep(context, opened);
  return toPayload(opened);
}

/** The resolver of `openProxySession`. All of the input is checked before anything is sent, and nothing is undone. */
export async function openSession(
  input: OpenProxySessionInput,
  context: GatewayContext,
  selects: Selects,
): Promise<OpenedPayload> {
  const payload = await openOrRefuse(input, context, selects);
  context.budget.answer.recordUserErrors(payload.userErrors.map(({ code }) => code));
  return payload;
}
