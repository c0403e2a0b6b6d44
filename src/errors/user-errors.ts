import type { TwilioAnswer } from '../twilio/errors.ts';
import { TwilioError } from '../twilio/errors.ts';
import type { Problem } from '../twilio/inputs.ts';
import type { ProxyUserError } from '../graphql/generated.ts';
import { type TwilioCode, twilioCodes } from './twilio-codes.ts';

/** The input of a mutation, as far as engines look into it. */
export type MutationInput = Readonly<Record<string, unknown>>;

/** What was wrong with the input before anything was sent. */
export const ofProblem = ({ field, code, message }: Problem): ProxyUserError => ({ field, code, message });

/** The statuses by which Twilio says that the input is wrong; its Proxy codes with 403 say so too. */
const INPUT_STATUSES = new Set([400, 403, 404, 409, 422]);

function rowOf({ status, code }: TwilioAnswer): Extract<TwilioCode, { userError: string }> {
  const row = code === null ? undefined : twilioCodes[code];
  if (row !== undefined && 'userError' in row) return row;
  if (status === 404) return { userError: 'NOT_FOUND', message: 'The record does not exist.', fields: [] };
  if (status === 409)
    return { userError: 'CONFLICT', message: 'The state of the record does not allow it.', fields: [] };
  const named = code === null ? `status ${status}` : `code ${code}`;
  return { userError: 'UNRECOGNIZED', message: `Twilio refused the input (${named}).`, fields: [] };
}

const isGiven = (input: MutationInput, field: string) => input[field] !== undefined && input[field] !== null;

/**
 * The user error of a failed write. Everything that does not blame the input is thrown on: it becomes a GraphQL error.
 * `idField` is the input that names the record, or the parent of a new one.
 */
export function ofFailure(error: unknown, input: MutationInput, idField: string | null): ProxyUserError {
  if (!(error instanceof TwilioError) || error.answer === null) throw error;
  const { answer, kind } = error;
  const blamesInput = kind === 'not-found' || kind === 'rejected';
  if (!blamesInput || !INPUT_STATUSES.has(answer.status)) throw error;
  const { userError, message, fields } = rowOf(answer);
  const { parameter } = answer;
  // The words of Twilio's message name the input only for its general codes; the others say themselves what they blame.
  const named =
    fields.length === 0 && parameter !== null && isGiven(input, parameter) ? parameter : undefined;
  const blamed =
    fields.find((field) => isGiven(input, field)) ?? named ?? (userError === 'NOT_FOUND' ? idField : null);
  return {
    code: userError,
    message,
    field: blamed === null ? null : [blamed],
    twilioCode: answer.code,
    moreInfo: answer.moreInfo,
  };
}
