import { GraphQLError } from 'graphql';
import type { ErrorCode } from './codes.ts';

/** An error that callers see as it is: a code of the table and a message without personal data. */
export class GatewayError extends GraphQLError {
  /** `status` is the status of the HTTP response, for an error that refuses the whole request. */
  constructor(
    code: ErrorCode,
    message: string,
    { path, status }: { path?: readonly (string | number)[]; status?: number } = {},
  ) {
    const extensions = { code, ...(status !== undefined && { http: { status } }) };
    super(message, { extensions, ...(path && { path }) });
  }
}

/** An invalid argument or id. Nothing was sent to Twilio. */
export const badUserInput = (message: string, path?: readonly (string | number)[]): GatewayError =>
  new GatewayError('BAD_USER_INPUT', message, path ? { path } : {});
