import { kindOfStatus, readErrorBody, TwilioError } from './errors.ts';
import { encodeForm } from './form.ts';
import {
  AttemptError,
  type Method,
  type Next,
  type TwilioRequest,
  type TwilioResponse,
  type Waiter,
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

/** Who waits for a call of the client. */
export interface Caller extends Waiter {
  readonly signal: AbortSignal;
}

export interface TwilioClientOptions {
  readonly send: Next;
  readonly credentials: Credentials;
  /** Told of each response, whatever its status. */
  readonly onResponse: (request: TwilioRequest, response: TwilioResponse) => void;
  readonly reportUnreadable: ReportUnreadable;
  /** Milliseconds since the epoch, to compare a date in `Retry-After` with. */
  readonly wallNow: () => number;
}

/**
 * The REST API of Twilio Proxy v1: any resource, five calls. Every failure is a TwilioError. A path that is no path of the
 * resource is refused before anything is sent.
 */
export interface TwilioClient {
  fetch<R extends Fetchable>(resource: R, path: SidPath, caller: Caller): Promise<ModelOf<R>>;
  /** Reads a record by its unique name; `not-found` also when Twilio answers with another name. */
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

function header(answer: TwilioResponse, name: string): string | null {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : null;
}

/** `RQ` and 32 hexadecimal digits, or something as short and plain; anything else is not passed on. */
function requestId(answer: TwilioResponse): string | null {
  const id = header(answer, 'twilio-request-id');
  return id !== null && /^\w{1,64}$/.test(id) ? id : null;
}

/** What a call says besides its address. */
interface Write {
  readonly form: string | null;
  /** The names of the inputs that the form can have. */
  readonly inputs: readonly string[];
}

const NO_INPUTS: Write = { form: null, inputs: [] };

/** When Twilio refuses for its rate and does not say for how long: its window has moved on by then. */
const WINDOW_SECONDS = 5;

function failureOf(answer: TwilioResponse, inputs: readonly string[], wallNow: () => number): TwilioError {
  const said = readErrorBody(answer.status, answer.body, requestId(answer), inputs);
  const kind = kindOfStatus(said);
  const code = said.code === null ? '' : ` (code ${said.code})`;
  const waitMs = retryAfterMs(answer, wallNow);
  const unsaid = kind === 'rate-limited' ? WINDOW_SECONDS : null;
  const retryAfterSeconds = waitMs === null ? unsaid : Math.max(1, Math.ceil(waitMs / 1000));
  return new TwilioError(kind, `Twilio answered ${said.status}${code}.`, { answer: said, retryAfterSeconds });
}

/** How a caller can find out whether a create was carried out. */
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
    throw new TwilioError(
      'bad-response',
      'Twilio was expected to answer with JSON, but sent something else.',
      {
        cause,
      },
    );
  }
}

/** Failures after which a POST may have been processed. A 4xx was not, nor what never reached the wire. */
function mayBeProcessed(error: TwilioError): boolean {
  if (error instanceof AttemptError) return error.maySent;
  return error.kind === 'unavailable' || error.kind === 'bad-response';
}

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
    { form, inputs }: Write = NO_INPUTS,
  ): Promise<TwilioResponse> {
    const endpoint = endpoints[method];
    const { signal } = caller;
    const waiter = caller;
    const request = { method, path, form, authorization, signal, endpoint, service, scope, waiter };
    const answer = await send(request);
    onResponse(request, answer);
    if (answer.status < 200 || answer.status >= 300) throw failureOf(answer, inputs, wallNow);
    return answer;
  }

  const recordOf = (resource: Resource, { body }: TwilioResponse) =>
    asRecord(parse(body), `a ${resource.type}`);

  /** The record of that path and of no other. */
  function modelAt<R extends Resource>(resource: R, path: SidPath, answer: TwilioResponse): ModelOf<R> {
    const model = modelOf(resource, path.slice(0, -1), recordOf(resource, answer), reportUnreadable);
    if (sidOf(resource, model) === path.at(-1)) return model;
    throw new TwilioError(
      'bad-response',
      `Twilio answered with another ${resource.type} than was asked for.`,
    );
  }

  /** Sends a form, and reads the record in the response; `findOut` says how a caller learns what became of the write. */
  async function post<T>(
    address: Address,
    caller: Caller,
    write: Write,
    read: (answer: TwilioResponse) => T,
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
      const read = (answer: TwilioResponse) =>
        modelOf(resource, parent, recordOf(resource, answer), reportUnreadable);
      return post(listPath(resource, parent), caller, write, read, lookForCreated(resource, input));
    },

    async update(resource, path, input, caller) {
      const inputs = Object.keys(resource.operations.update.inputs);
      const write = { form: encodeForm(input, inputs), inputs };
      const read = (answer: TwilioResponse) => modelAt(resource, path, answer);
      const findOut = `Read the ${resource.type} to see whether it has changed.`;
      return post(writtenPath(resource, path), caller, write, read, findOut);
    },

    async remove(resource, path, caller) {
      await call('DELETE', writtenPath(resource, path), caller);
    },
  };
}
