import type { ErrorCode, UserErrorCode } from './codes.ts';

/** The error that callers get for one of Twilio's error codes. */
export type TwilioCode =
  | {
      /** The code of the user error. */
      readonly userError: UserErrorCode;
      readonly message: string;
      /** The input fields that can cause it. The first one that the input has is reported. */
      readonly fields: readonly string[];
    }
  | {
      /** The code of the GraphQL error. */
      readonly error: ErrorCode;
    };

const user = (userError: UserErrorCode, message: string, ...fields: string[]): TwilioCode => ({
  userError,
  message,
  fields,
});
const error = (code: ErrorCode): TwilioCode => ({ error: code });

/**
 * Every error code of Twilio Proxy. The messages are our own, because Twilio's contain phone numbers.
 * https://www.twilio.com/docs/api/errors
 */
export const twilioCodes: Readonly<Record<number, TwilioCode>> = {
  20001: user('INVALID', 'A value is missing or invalid.'),
  20003: error('UPSTREAM_AUTH'),
  20004: error('UPSTREAM_REJECTED'),
  20005: error('UPSTREAM_AUTH'),
  20006: error('UPSTREAM_AUTH'),
  20007: error('UPSTREAM_REJECTED'),
  20008: error('UPSTREAM_AUTH'),
  20010: error('UPSTREAM_AUTH'),
  20403: error('UPSTREAM_AUTH'),
  20404: user('NOT_FOUND', 'The record does not exist.'),
  20409: user('CONFLICT', 'The state of the record does not allow it.'),
  20413: error('UPSTREAM_REJECTED'),
  20422: user('INVALID', 'A value is malformed.'),
  20423: user('INVALID', 'A SID is malformed.', 'sid', 'proxyIdentifierSid', 'chatInstanceSid'),
  20429: error('RATE_LIMITED'),
  20500: error('UPSTREAM_UNAVAILABLE'),
  20503: error('UPSTREAM_UNAVAILABLE'),
  21481: error('CURSOR_EXPIRED'),
  80101: user('NUMBER_IN_USE', 'The number is in the pool of another Service.', 'sid', 'phoneNumber'),
  80102: user('CONFLICT', 'The Participant takes part in the Interaction already.'),
  80103: user(
    'PARTICIPANT_CONFLICT',
    'The identifier is in this Session already.',
    'identifier',
    'participants',
  ),
  80104: user('NUMBER_IN_USE', 'The number is in the pool of this Service already.', 'sid', 'phoneNumber'),
  80105: user('NUMBER_IN_USE', 'The short code is in the pool of this Service already.', 'sid'),
  80201: user(
    'POOL_EXHAUSTED',
    'No matching number of the pool supports calls.',
    'identifier',
    'participants',
  ),
  80202: user(
    'POOL_EXHAUSTED',
    'No matching number of the pool supports messages.',
    'identifier',
    'participants',
  ),
  80203: user('POOL_EXHAUSTED', 'The pool has no number of that country.', 'identifier', 'participants'),
  80205: user('POOL_EXHAUSTED', 'The pool of the Service is empty.', 'identifier', 'participants'),
  80206: user('POOL_EXHAUSTED', 'No free number of the pool is close enough.', 'identifier', 'participants'),
  80207: user(
    'POOL_EXHAUSTED',
    'Only reserved numbers of the pool match.',
    'proxyIdentifierSid',
    'identifier',
    'participants',
  ),
  80208: user(
    'POOL_EXHAUSTED',
    'The Participant uses every matching number in another Session.',
    'identifier',
    'participants',
  ),
  80301: user('NUMBER_NOT_AVAILABLE', 'The account owns no such number.', 'sid', 'phoneNumber'),
  80303: user('NUMBER_NOT_AVAILABLE', 'The account owns no such short code.', 'sid'),
  80304: user(
    'NUMBER_NOT_AVAILABLE',
    'Twilio Proxy does not manage this number.',
    'proxyIdentifier',
    'participants',
  ),
  80305: user(
    'NUMBER_NOT_AVAILABLE',
    'Twilio Proxy does not manage the number of this SID.',
    'proxyIdentifierSid',
    'participants',
  ),
  80306: user('NOT_FOUND', 'The Service has no such Chat instance.', 'chatInstanceSid'),
  80307: user('NOT_FOUND', 'The record is gone.'),
  80308: user('NOT_FOUND', 'No Session has this unique name.', 'uniqueName'),
  80401: user('INVALID', 'The SID of the account is malformed.'),
  80402: user(
    'INVALID',
    'The identifier and the proxy identifier do not match.',
    'proxyIdentifier',
    'proxyIdentifierSid',
    'participants',
  ),
  80403: user('INVALID', 'The SID of the Interaction is malformed.'),
  80404: user('INVALID', 'The identifier is not valid or cannot be reached.', 'identifier', 'participants'),
  80405: user('INVALID', 'The SID of the Participant is malformed.'),
  80406: user('INVALID', 'The phone number is malformed.', 'phoneNumber', 'identifier', 'participants'),
  80407: user('INVALID', 'The SID of the phone number is malformed.', 'sid', 'proxyIdentifierSid'),
  80408: user('INVALID', 'The SID of the Service is malformed.'),
  80409: user('INVALID', 'The SID of the Session is malformed.'),
  80501: error('UPSTREAM_UNAVAILABLE'),
  80502: error('UPSTREAM_UNAVAILABLE'),
  80503: user('NOT_FOUND', 'The record is gone.'),
  80504: error('UPSTREAM_UNAVAILABLE'),
  80505: error('UPSTREAM_UNAVAILABLE'),
  80506: user('NOT_ALLOWED', 'Twilio does not allow this account to create a Service.'),
  80601: user(
    'NUMBER_NOT_AVAILABLE',
    'The number is not available for this pool, or is still being drained.',
    'sid',
    'phoneNumber',
  ),
  80602: user('UNIQUE_NAME_TAKEN', 'Another Service of the account has this unique name.', 'uniqueName'),
  80603: user('UNIQUE_NAME_TAKEN', 'Another Session of the Service has this unique name.', 'uniqueName'),
  80604: user(
    'PARTICIPANT_CONFLICT',
    'The identifier uses the same proxy number in another Session.',
    'identifier',
    'participants',
    'status',
  ),
  80605: user(
    'NUMBER_NOT_AVAILABLE',
    'The proxy identifier is not in the pool of the Service.',
    'proxyIdentifier',
    'proxyIdentifierSid',
    'participants',
  ),
  80606: user(
    'NUMBER_NOT_AVAILABLE',
    'The account does not own the proxy identifier.',
    'proxyIdentifier',
    'proxyIdentifierSid',
    'participants',
  ),
  80607: user('SESSION_CLOSED', 'The Session is closed. Set its status to IN_PROGRESS to open it again.'),
  80608: user('INVALID_TRANSITION', 'The Session cannot change from its status to this one.', 'status'),
  80609: user(
    'TOO_MANY_PARTICIPANTS',
    'A Session has two Participants at most.',
    'identifier',
    'participants',
  ),
  80610: user('INVALID', 'The SIDs do not belong to the same parent.'),
  80611: user('NUMBER_IN_USE', 'Sessions use the number. Reserve it, and delete it when they are closed.'),
  80612: user(
    'PARTICIPANT_REMOVED',
    'The identifier was in this Session before.',
    'identifier',
    'participants',
  ),
  80613: user('INVALID', 'A system behind Twilio Proxy refused the input.'),
  80615: user('NOT_ALLOWED', 'The record is under legal hold and cannot be deleted.'),
  80616: user(
    'INVALID',
    'The mode of the Session does not allow this.',
    'identifier',
    'body',
    'participants',
  ),
  80621: error('RATE_LIMITED'),
  80622: user('POOL_FULL', 'The pool of the Service can take no more numbers.'),
  80623: user(
    'PARTICIPANT_CONFLICT',
    'The identifier is being added to another Session at the same moment. Try again.',
    'identifier',
    'participants',
  ),
  80625: user('NOT_ALLOWED', 'The request has no valid signature.'),
  80701: user('INVALID', 'A value is invalid.'),
};
