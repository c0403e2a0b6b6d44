import { kindOfStatus, readErrorBody, TwilioError } from './errors.ts';
import { encodeForm } from './form.ts';
import { AttemptError, type HttpAnswer, type Operation, type Send } from './http.ts';
import type { ReportUnreadable } from './model.ts';
import { type Page, pageQuery, type PageRequest, readPage } from './page.ts';
import { asRecord, sidOfRecord, toModel } from './record.ts';
import { type Address, listPath, recordPath, type TwilioRequest } from './request.ts';
import { retryAfterMs } from './retry-after.ts';
import type {
  Creatable,
  CreateInput,
  Fetchable,
  Listable,
  ModelOf,
  Nameable,
  Removable,
  Resource,
  SidPath,
  Updatable,
  UpdateInput,
} from './resource.ts';
import type { Signal } from './signal.ts';

/** Account SID and auth token, or API key SID and its secret: https://www.twilio.com/docs/usage/requests-to-twilio */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Who waits for a call. */
export interface Caller {
  readonly signal: Signal;
  /**
   * Told of each attempt just before it is made: `GET /v1/Services/{ServiceSid}/Sessions`; of the first one in the tick in
   * which the call is asked for. When it throws, that attempt is not made.
   */
  readonly onCall: (endpoint: string) => void;
  /** Told when a read joins one that is in flight already. */
  readonly onJoin?: () => void;
  /** The operation that it belongs to; without it each call is one of its own. */
  readonly operation?: Operation;
  /** When the operation ends, in milliseconds of `performance.now()`; no retry is awaited that would come later. */
  readonly deadlineAt?: number;
}

export interface TwilioClientOptions {
  readonly send: Send;
  readonly credentials: Credentials;
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

function header(answer: HttpAnswer, name: string): string | null {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : null;
}

/** `RQ` and 32 hexadecimal digits, or something as short and plain; anything else is not passed on. */
function requestId(answer: HttpAnswer): string | null {
  const id = header(answer, 'twilio-request-id');
  return id !== null && /^\w{1,64}$/.test(id) ? id : null;
}

const NO_INPUTS: readonly string[] = [];

/** When Twilio refuses for its rate and does not say for how long: its window has moved on by then. */
const WINDOW_SECONDS = 5;

function failureOf(answer: HttpAnswer, inputs: readonly string[], wallNow: () => number): TwilioError {
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

/** Refuses an answer about another record than the one of that path. */
function checkSid(resource: Resource, path: SidPath, sid: string): SidPath {
  if (sid === path.at(-1)) return path;
  throw new TwilioError('bad-response', `Twilio answered with another ${resource.type} than was asked for.`);
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
  reportUnreadable,
  wallNow,
}: TwilioClientOptions): TwilioClient {
  const basic = Buffer.from(`${credentials.username}:${credentials.password}`, 'utf8').toString('base64');
  const authorization = `Basic ${basic}`;

  async function call(request: TwilioRequest, caller: Caller): Promise<HttpAnswer> {
    const { signal, operation = null } = caller;
    const endpoint = `${request.method} ${request.endpoint}`;
    const onRepeat = () => caller.onCall(endpoint);
    onRepeat();
    const { method, path, form, service } = request;
    const answer = await send({
      method,
      path,
      form,
      service,
      endpoint,
      authorization,
      signal,
      operation,
      // Whoever joins a shared read may have more time than those before.
      get deadlineAt() {
        return caller.deadlineAt ?? Infinity;
      },
      onRepeat,
    });
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw failureOf(answer, request.inputs, wallNow);
  }

  const get = (address: Address, caller: Caller) =>
    call({ ...address, method: 'GET', form: null, inputs: NO_INPUTS }, caller);

  async function post<R extends Creatable | Updatable>(
    resource: R,
    request: Omit<TwilioRequest, 'method'>,
    pathOfRecord: (sid: string) => SidPath,
    findOut: string,
    caller: Caller,
  ): Promise<ModelOf<R>> {
    try {
      const answer = await call({ ...request, method: 'POST' }, caller);
      const record = asRecord(parse(answer.body), `a ${resource.type}`);
      return toModel(resource, pathOfRecord(sidOfRecord(resource, record)), record, reportUnreadable);
    } catch (error) {
      if (!(error instanceof TwilioError) || !mayBeProcessed(error)) throw error;
      const message = `It is not known whether Twilio processed the write. ${error.message} ${findOut}`;
      const answer = error.answer ? { answer: error.answer } : {};
      throw new TwilioError('outcome-unknown', message, { cause: error, ...answer });
    }
  }

  return {
    async fetch(resource, path, caller) {
      const record = asRecord(
        parse((await get(recordPath(resource, path), caller)).body),
        `a ${resource.type}`,
      );
      checkSid(resource, path, sidOfRecord(resource, record));
      return toModel(resource, path, record, reportUnreadable);
    },

    async fetchByUniqueName(resource, parent, uniqueName, caller) {
      const list = listPath(resource, parent);
      const request = {
        path: `${list.path}/${encodeURIComponent(uniqueName)}`,
        endpoint: `${list.endpoint}/{UniqueName}`,
        service: parent[0] ?? uniqueName,
      };
      const record = asRecord(parse((await get(request, caller)).body), `a ${resource.type}`);
      if (record['unique_name'] !== uniqueName) {
        throw new TwilioError('not-found', `Twilio answered with a ${resource.type} of another unique name.`);
      }
      return toModel(resource, [...parent, sidOfRecord(resource, record)], record, reportUnreadable);
    },

    async list(resource, parent, page, caller) {
      const list = listPath(resource, parent);
      const { body } = await get({ ...list, path: `${list.path}?${pageQuery(page)}` }, caller);
      return readPage(resource, parent, page, parse(body), reportUnreadable);
    },

    create(resource, parent, input, caller) {
      const inputs = Object.keys(resource.operations.create.inputs);
      const request = { ...listPath(resource, parent), form: encodeForm(input, inputs), inputs };
      const pathOfRecord = (sid: string) => [...parent, sid];
      return post(resource, request, pathOfRecord, lookForCreated(resource, input), caller);
    },

    update(resource, path, input, caller) {
      const inputs = Object.keys(resource.operations.update.inputs);
      const request = { ...recordPath(resource, path), form: encodeForm(input, inputs), inputs };
      const pathOfRecord = (sid: string) => checkSid(resource, path, sid);
      const findOut = `Read the ${resource.type} to see whether it has changed.`;
      return post(resource, request, pathOfRecord, findOut, caller);
    },

    async remove(resource, path, caller) {
      await call({ ...recordPath(resource, path), method: 'DELETE', form: null, inputs: [] }, caller);
    },
  };
}
