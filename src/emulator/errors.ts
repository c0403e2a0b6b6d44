/**
 * Twilio's error codes with the HTTP status that the emulator answers.
 * One page per code: https://www.twilio.com/docs/api/errors/<code>. The pages name no status for most of the 80xxx
 * codes; docs/emulator.md lists the confirmed ones.
 * Messages contain no phone numbers and no names, so that errors in logs contain nothing personal.
 */
const table: Readonly<Record<number, readonly [status: number, message: string]>> = {
  20001: [400, 'A parameter is missing or has a bad value'],
  20003: [401, 'Authentication Error - invalid username'],
  20004: [405, 'Method not allowed'],
  20005: [403, 'Account not active'],
  20006: [403, 'Access denied'],
  20007: [400, 'Page size must not be greater than 1000'],
  20008: [403, 'Resource not accessible with test account credentials'],
  20010: [403, 'Action is not allowed for this account'],
  20403: [403, 'Account is suspended or closed'],
  20404: [404, 'The requested resource was not found'],
  20409: [409, 'The state of the resource does not allow this change'],
  20413: [413, 'Request entity too large'],
  20422: [422, 'Unprocessable entity'],
  20423: [422, 'Invalid SID'],
  20429: [429, 'Too Many Requests'],
  20500: [500, 'Internal Server Error'],
  20503: [503, 'Service unavailable'],
  21481: [400, 'Invalid PageToken'],
  80101: [400, 'Phone number already belongs to the pool of another Service'],
  80102: [400, 'Participant was already added to the Interaction'],
  80103: [400, 'Identifier is already a Participant of this Session'],
  80104: [400, 'Phone number already belongs to this Service'],
  80105: [400, 'Short code already belongs to this Service'],
  80201: [400, 'No voice-capable proxy number fits the Participant'],
  80202: [400, 'No sms-capable proxy number fits the Participant'],
  80203: [400, 'No proxy number for the country code of the Participant'],
  80205: [400, 'The Service has no proxy numbers'],
  80206: [400, 'No proxy number compatible with the GeoMatchLevel is available for the Participant'],
  80207: [400, 'Only reserved proxy numbers match the Participant'],
  80208: [400, 'All matching proxy numbers are already in use by this Participant'],
  80301: [404, 'Phone number was not found in the account'],
  80303: [404, 'Short code was not found in the account'],
  80304: [400, 'Unmanaged proxy identifier not found'],
  80305: [404, 'Unmanaged proxy identifier SID not found'],
  80306: [404, 'No chat instance for the Service'],
  80307: [404, 'Record to update was not found'],
  80308: [404, 'No Session with that unique name'],
  80401: [400, 'Invalid Account SID'],
  80402: [400, 'Identifier and proxy identifier do not form a valid pair'],
  80403: [400, 'Invalid Interaction SID'],
  80404: [400, 'Identifier is not a valid or reachable number'],
  80405: [400, 'Invalid Participant SID'],
  80406: [400, 'Invalid phone number'],
  80407: [400, 'Invalid phone number SID'],
  80408: [400, 'Invalid Service SID'],
  80409: [400, 'Invalid Session SID'],
  80501: [500, 'Storage failure'],
  80502: [500, 'Downstream service failure'],
  80503: [404, 'Nothing was updated'],
  80504: [500, 'Internal error'],
  80505: [500, 'Flex configuration failure'],
  80506: [403, 'Creation of Services is not open to this account'],
  80601: [400, 'Phone number is not available'],
  80602: [400, 'Service unique name is taken'],
  80603: [400, 'Session unique name is taken'],
  80604: [400, 'Identifier and proxy identifier are active in another Session'],
  80605: [400, 'Proxy identifier does not belong to this Service'],
  80606: [400, 'Proxy identifier does not belong to this account'],
  80607: [400, 'Session is closed'],
  80608: [400, 'Session status change is not allowed'],
  80609: [400, 'Session already has two Participants'],
  80610: [400, 'SIDs do not belong together'],
  80611: [400, 'Phone number is in use by active Sessions'],
  80612: [400, 'Identifier belongs to an existing or removed Participant of this Session'],
  80613: [400, 'A downstream service rejected the request'],
  80615: [403, 'Record is under legal hold'],
  80616: [400, 'Identifier type does not fit the mode of the Session'],
  80621: [429, 'Rate limit of this endpoint was reached'],
  80622: [400, 'The pool of the Service is full'],
  80623: [409, 'A concurrent request for the same Participant is under way'],
  80625: [403, 'X-Twilio-Signature is missing or invalid'],
  80701: [400, 'Parameter validation failed'],
};

/** The status and message of a code. An unknown code has status 400. */
export function errorOf(code: number): { readonly status: number; readonly message: string } {
  const [status, message] = table[code] ?? [400, `Error ${code}`];
  return { status, message };
}

/** An error answer. Thrown by rules and admission, serialised by `http/answer.ts`. */
export class TwilioError extends Error {
  override readonly name = 'TwilioError';
  readonly code: number;
  readonly status: number;
  /** An additional key of the body, on 401 only. */
  readonly detail: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: number, { detail, headers = {}, message }: ErrorParts = {}) {
    const known = errorOf(code);
    super(message ?? known.message);
    this.code = code;
    this.status = known.status;
    this.detail = detail;
    this.headers = headers;
  }
}

interface ErrorParts {
  readonly message?: string;
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** 404 with Twilio's message, which has the path without `/v1`. */
export const notFound = (path: string): TwilioError =>
  new TwilioError(20404, {
    message: `The requested resource ${path.replace(/^\/v1(?=\/)/, '')} was not found`,
  });

/** A value that failed validation. The message names the parameter, never the value. */
export const invalid = (parameter: string, expectation: string): TwilioError =>
  new TwilioError(80701, { message: `Invalid parameter ${parameter}: ${expectation}` });

export const missing = (parameter: string): TwilioError =>
  new TwilioError(20001, { message: `Missing required parameter ${parameter} in the post body` });

/** The body of an error: https://www.twilio.com/docs/usage/twilios-response */
export function errorBody(error: {
  readonly code?: number | undefined;
  readonly message: string;
  readonly status: number;
  readonly moreInfo?: string | undefined;
  readonly detail?: string | undefined;
}): string {
  const { code, detail, message, status } = error;
  const moreInfo =
    error.moreInfo ?? (code === undefined ? undefined : `https://www.twilio.com/docs/errors/${code}`);
  return JSON.stringify({ code, detail, message, more_info: moreInfo, status });
}
