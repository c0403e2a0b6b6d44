import { kindOfStatus, readErrorBody, TwilioError } from './errors.ts';
import { encodeForm } from './form.ts';
import {
  AttemptError,
  type Method,
  type Next,
  type RequestContext,
  type TwilioRequest,
  type TwilioResponse,
} from './http/request.ts';
import { retryAfterMs } from './http/retry-after.ts';
import { asRecord, type ReportUnreadable } from './model.ts';
import { type Page, pageQuery, type PageRequest, readPage } from './page.ts';
import { type Address, listPath, namePath, recordPath, writtenPath } from './path.ts';
import {
  type Creatable,
  type CreateInput,
  type Fetchable,
  type Listable,
  modelOf,
  type ModelOf,
  type Nameable,
  type Removable,
  type Resource,
  sidOf,
  type Updatable,
  type UpdateInput,
} from './resource.ts';
import type { SidPath } from './sid.ts';

/** Account SID and auth token, or API key SID and its secret: https://www.twilio.com/docs/usage/requests-to-twilio */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The operation that makes a call of the client, and the signal that aborts the call. */
export interface Caller extends RequestContext {
  readonly signal: AbortSignal;
}

export interface TwilioClientOptions {
  readonly send: Next;
  readonly credentials: Credentials;
  /** Called with each response, whatever its status. */
  readonly onResponse: (request: TwilioRequest, response: TwilioResponse) => void;
  readonly reportUnreadable: ReportUnreadable;
  /** Milliseconds since the epoch, to compare a date in `Retry-After` with. */
  readonly wallNow: () => number;
}

/**
 * Client of the REST API of Twilio Proxy v1: six calls for any resource. Every failure is a TwilioError. A path that does not
 * fit the resource is rejected before anything is sent.
 */
export interface TwilioClient {
  fetch<R extends Fetchable>(resource: R, path: SidPath, caller: Caller): Promise<ModelOf<R>>;
  /** Reads a record by its unique name. Rejects with `not-found` also when Twilio answers with another name. */
  fetchByUniqueName<R extends Nameable>(
    resource: R,
    parent: SidPath,
    uniqueName: string,
    caller: Caller,
  ): Promise<ModelOf<R>>;
  list<R extends Listable>(
    resource: R,
    parent: SidPath,
    page: PageRequest,
    caller: Caller,
  ): Promise<Page<ModelOf<R>>>;
  create<R extends Creatable>(
    resource: R,
    parent: SidPath,
    input: CreateInput<R>,
    caller: Caller,
  ): Promise<ModelOf<R>>;
  update<R extends Updatable>(
    resource: R,
    path: SidPath,
    input: UpdateInput<R>,
    caller: Caller,
  ): Promise<ModelOf<R>>;
  remove(resource: Removable, path: SidPath, caller: Caller): Promise<void>;
}

/** Twilio's id of the request: `RQ` and 32 hexadecimal digits. Anything but a short word is not passed on. */
function requestId({ headers }: TwilioResponse): string | null {
  const id = headers['twilio-request-id'];
  return typeof id === 'string' && /^\w{1,64}$/.test(id) ? id : null;
}

/** The form of a write. */
interface Write {
  /** Encoded; null for a request without a body. */
  readonly form: string | null;
  /** The names of the inputs that the form can have. */
  readonly inputs: readonly string[];
}

const NO_FORM: Write = { form: null, inputs: [] };

/** `retryAfterSeconds` of a 429 without `Retry-After`: the length of Twilio's rate window. */
const WINDOW_SECONDS = 5;

/** The error for a response that is not 2xx. */
function failureOf(response: TwilioResponse, inputs: readonly string[], wallNow: () => number): TwilioError {
  const answer = readErrorBody(response.status, response.body, requestId(response), inputs);
  const kind = kindOfStatus(answer);
  const code = answer.code === null ? '' : ` (code ${answer.code})`;
  const waitMs = retryAfterMs(response, wallNow) ?? (kind === 'rate-limited' ? WINDOW_SECONDS * 1000 : null);
  const retryAfterSeconds = waitMs === null ? null : Math.max(1, Math.ceil(waitMs / 1000));
  return new TwilioError(kind, `Twilio answered ${answer.status}${code}.`, { answer, retryAfterSeconds });
}

/** Advice on how to find out whether a create was processed. */
function lookForCreated(resource: Resource, input: object): string {
  const isNamed =
    resource.uniqueName === true && 'uniqueName' in input && typeof input.uniqueName === 'string';
  return isNamed
    ? `Look for the ${resource.type} by its unique name before you create it again.`
    : `Look for the ${resource.type} in the list ${resource.segment} before you create it again.`;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    const message = 'Twilio was expected to answer with JSON, but sent something else.';
    throw new TwilioError('bad-response', message, { cause });
  }
}

/** Whether Twilio may have processed a POST that failed. It did not process one that got a 4xx or was not sent. */
function mayBeProcessed(error: TwilioError): boolean {
  if (error instanceof AttemptError) return error.maySent;
  return error.kind === 'unavailable' || error.kind === 'bad-response';
}

/** A client with these credentials. `send` makes the requests. */
export function createTwilioClient({
  send,
  credentials,
  onResponse,
  reportUnreadable,
  wallNow,
}: TwilioClientOptions): TwilioClient {
  const basic = Buffer.from(`${credentials.username}:${credentials.password}`, 'utf8').toString('base64');
  const authorization = `Basic ${basic}`;

  async function call(
    method: Method,
    { path, endpoints, service, scope }: Address,
    caller: Caller,
    { form, inputs }: Write = NO_FORM,
  ): Promise<TwilioResponse> {
    const endpoint = endpoints[method];
    const { signal } = caller;
    const request = { method, path, form, authorization, signal, endpoint, service, scope, context: caller };
    const response = await send(request);
    onResponse(request, response);
    if (response.status < 200 || response.status >= 300) throw failureOf(response, inputs, wallNow);
    return response;
  }

  const recordOf = (resource: Resource, { body }: TwilioResponse) =>
    asRecord(parse(body), `a ${resource.type}`);

  /** The record in a response. Throws `bad-response` when it is not the record at that path. */
  function modelAt<R extends Resource>(resource: R, path: SidPath, response: TwilioResponse): ModelOf<R> {
    const model = modelOf(resource, path.slice(0, -1), recordOf(resource, response), reportUnreadable);
    if (sidOf(resource, model) === path.at(-1)) return model;
    throw new TwilioError('bad-response', `Twilio answered with another ${resource.type} than requested.`);
  }

  /**
   * Sends a form and reads the response. Rejects with `outcome-unknown` when Twilio may have processed the write; `findOut` is
   * the advice on how to find out.
   */
  async function post<T>(
    address: Address,
    caller: Caller,
    write: Write,
    read: (response: TwilioResponse) => T,
    findOut: string,
  ): Promise<T> {
    try {
      return read(await call('POST', address, caller, write));
    } catch (error) {
      if (!(error instanceof TwilioError) || !mayBeProcessed(error)) throw error;
      const message = `It is not known whether Twilio processed the write. ${error.message} ${findOut}`;
      const answer = error.answer ? { answer: error.answer } : {};
      throw new TwilioError('outcome-unknown', message, { cause: error, ...answer });
    }
  }

  return {
    fetch: async (resource, path, caller) =>
      modelAt(resource, path, await call('GET', recordPath(resource, path), caller)),

    async fetchByUniqueName(resource, parent, uniqueName, caller) {
      const record = recordOf(resource, await call('GET', namePath(resource, parent, uniqueName), caller));
      if (record['unique_name'] === uniqueName) return modelOf(resource, parent, record, reportUnreadable);
      throw new TwilioError('not-found', `Twilio answered with a ${resource.type} of another unique name.`);
    },

    async list(resource, parent, page, caller) {
      const list = listPath(resource, parent);
      const { body } = await call('GET', { ...list, path: `${list.path}?${pageQuery(page)}` }, caller);
      return readPage(resource, parent, page, parse(body), reportUnreadable);
    },

    async create(resource, parent, input, caller) {
      const inputs = Object.keys(resource.operations.create.inputs);
      const write = { form: encodeForm(input, inputs), inputs };
      const read = (response: TwilioResponse) =>
        modelOf(resource, parent, recordOf(resource, response), reportUnreadable);
      return post(listPath(resource, parent), caller, write, read, lookForCreated(resource, input));
    },

    async update(resource, path, input, caller) {
      const inputs = Object.keys(resource.operations.update.inputs);
      const write = { form: encodeForm(input, inputs), inputs };
      const read = (response: TwilioResponse) => modelAt(resource, path, response);
      const findOut = `Read the ${resource.type} to see whether it has changed.`;
      return post(writtenPath(resource, path), caller, write, read, findOut);
    },

    async remove(resource, path, caller) {
      await call('DELETE', writtenPath(resource, path), caller);
    },
  };
}
