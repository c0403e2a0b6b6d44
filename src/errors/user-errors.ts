import { type TwilioAnswer, TwilioError } from '../twilio/errors.ts';
import type { Problem } from '../twilio/inputs.ts';
import type { UserErrorCode } from './codes.ts';
import { type TwilioCode, twilioCodes } from './twilio-codes.ts';

/** The input of a mutation. */
export type MutationInput = Readonly<Record<string, unknown>>;

/** An error in the input of a mutation. It is part of the payload: `userErrors`. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly message: string;
  /** The path of the input field; null if it is unknown. */
  readonly field: readonly string[] | null;
  readonly twilioCode?: number | null;
  readonly moreInfo?: string | null;
}

/** A problem of the input that was found before anything was sent to Twilio. */
export const ofProblem = ({ field, code, message }: Problem): UserError => ({ field, code, message });

/** The statuses with which Twilio rejects an input. Some codes of Proxy come with 403. */
const INPUT_STATUSES = new Set([400, 403, 404, 409, 422]);

function rowOf({ status, code }: TwilioAnswer): Extract<TwilioCode, { userError: string }> {
  const row = code === null ? undefined : twilioCodes[code];
  if (row !== undefined && 'userError' in row) return row;
  if (status === 404) return { userError: 'NOT_FOUND', message: 'The record does not exist.', fields: [] };
  if (status === 409)
    return { userError: 'CONFLICT', message: 'The state of the record does not allow it.', fields: [] };
  const reason = code === null ? `status ${status}` : `code ${code}`;
  return { userError: 'UNRECOGNIZED', message: `Twilio refused the input (${reason}).`, fields: [] };
}

const isGiven = (input: MutationInput, field: string) => input[field] !== undefined && input[field] !== null;

/**
 * The user error of a failed write.
 *
 * @param idField the input field that names the record, or the parent of a new one
 * @throws every error that is not about the input, which becomes a GraphQL error
 */
export function ofFailure(error: unknown, input: MutationInput, idField: string | null): UserError {
  if (!(error instanceof TwilioError) || error.answer === null) throw error;
  const { answer, kind } = error;
  const isRejected = kind === 'not-found' || kind === 'rejected';
  if (!isRejected || !INPUT_STATUSES.has(answer.status)) throw error;
  const { userError, message, fields } = rowOf(answer);
  const { parameter } = answer;
  // Only Twilio's general codes name the input in their message. For the others the table knows the fields.
  const named =
    fields.length === 0 && parameter !== null && isGiven(input, parameter) ? parameter : undefined;
  const field =
    fields.find((candidate) => isGiven(input, candidate)) ??
    named ??
    (userError === 'NOT_FOUND' ? idField : null);
  return {
    code: userError,
    message,
    field: field === null ? null : [field],
    twilioCode: answer.code,
    moreInfo: answer.moreInfo,
  };
}
