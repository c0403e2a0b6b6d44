import type { IncomingHttpHeaders } from 'node:http';
import { errorBody, notFound, TwilioError } from '../errors.ts';
import { Form, readForm } from '../operations/form.ts';
import type { Admission } from './admission.ts';
import type { Answer } from '../operations/operations.ts';
import { findRoute, type Route } from './router.ts';
import type { AccountState } from '../state/account-state.ts';

export interface AnswerParts {
  readonly state: AccountState;
  /** Throws when the credentials are wrong. */
  readonly authenticate: (authorization: string | undefined) => void;
  /** Throws when the account or its limits refuse the request. */
  readonly admission: Admission;
  /** The emulator's own address, used when the Host header is not valid. */
  readonly ownAddress: () => string;
}

/** A request with its whole body. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: Readonly<Record<string, readonly string[]>>;
  readonly tooLarge: boolean;
}

/** The parameters of a form-encoded body. Bodies of any other type are ignored. */
export const formOf = (contentType: string | undefined, body: string): Received['form'] =>
  body !== '' && /^application\/x-www-form-urlencoded\b/i.test(contentType ?? '') ? readForm(body) : {};

/** Executes a request: authentication, routing, admission, then the operation. */
export function executeRequest(
  parts: AnswerParts,
  { form, headers, method, target, tooLarge }: Received,
): Answer {
  try {
    parts.authenticate(headers.authorization);
    if (tooLarge) throw new TwilioError(20413);
    const [path, query] = splitTarget(target);
    const route = findRoute(path);
    if (route === undefined) throw notFound(path);
    const verb = Object.hasOwn(route.verbs, method) ? route.verbs[method] : undefined;
    const operation = verb && route.operations[verb];
    if (verb === undefined || operation === undefined) throw methodNotAllowed(route);
    parts.admission.admit(route, verb);
    parts.state.runDue();
    return operation({
      state: parts.state,
      base: addressOf(headers.host) ?? parts.ownAddress(),
      place: route.place,
      query,
      form: new Form(form),
    });
  } catch (error) {
    if (error instanceof TwilioError) {
      return { status: error.status, body: errorBody(error), headers: error.headers };
    }
    // A bug in the emulator must not end the process that embeds it, so it becomes an answer.
    const message = `Internal error of the emulator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    return { status: 500, body: errorBody({ code: 20500, message, status: 500 }) };
  }
}

function methodNotAllowed({ operations, verbs }: Route): TwilioError {
  const allowed = Object.entries(verbs).flatMap(([method, verb]) =>
    operations[verb] === undefined ? [] : [method],
  );
  return new TwilioError(20004, { headers: { allow: allowed.join(', ') } });
}

function splitTarget(target: string): readonly [path: string, query: string] {
  const mark = target.indexOf('?');
  return mark === -1 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}

/** The address that the client used. It is the start of every `url` in an answer. */
function addressOf(host: string | undefined): string | undefined {
  return host !== undefined && /^[A-Za-z0-9._-]+(:\d{1,5})?$|^\[[0-9a-fA-F:.]+\](:\d{1,5})?$/.test(host)
    ? `http://${host}`
    : undefined;
}
