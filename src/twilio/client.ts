import { kindOfStatus, readErrorBody, TwilioError } from './errors.ts';
import { encodeForm } from './form.ts';
import { AttemptError, type HttpAnswer, type Send } from './http.ts';
import { type Page, pageQuery, type PageRequest, readPage } from './page.ts';
import { asRecord, type ReportUnreadable, sidOfRecord, toModel } from './record.ts';
import { listPath, recordPath, type TwilioRequest } from './request.ts';
import type {
  Creatable,
  CreateInput,
  Fetchable,
  Listable,
  ModelOf,
  Nameable,
  Removable,
  SidPath,
  Updatable,
  UpdateInput,
} from './resource.ts';

/** Account SID and auth token, or API key SID and its secret: https://www.twilio.com/docs/usage/requests-to-twilio */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Who waits for a call. */
export interface Caller {
  readonly signal: AbortSignal;
  /** Told of each request just before it is sent: `GET /v1/Services/{ServiceSid}/Sessions`. */
  readonly onCall: (endpoint: string) => void;
}

export interface TwilioClientOptions {
  readonly send: Send;
  readonly credentials: Credentials;
  readonly reportUnreadable: ReportUnreadable;
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

function failureOf(answer: HttpAnswer): TwilioError {
  const said = readErrorBody(answer.status, answer.body, requestId(answer));
  const code = said.code === null ? '' : ` (code ${said.code})`;
  return new TwilioError(kindOfStatus(said), `Twilio answered ${said.status}${code}.`, { answer: said });
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
}: TwilioClientOptions): TwilioClient {
  const basic = Buffer.from(`${credentials.username}:${credentials.password}`, 'utf8').toString('base64');
  const authorization = `Basic ${basic}`;

  async function call(request: TwilioRequest, { signal, onCall }: Caller): Promise<HttpAnswer> {
    onCall(`${request.method} ${request.endpoint}`);
    const { method, path, form } = request;
    const answer = await send({ method, path, form, authorization, signal });
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw failureOf(answer);
  }

  const get = async (request: Omit<TwilioRequest, 'method' | 'form'>, caller: Caller) =>
    parse((await call({ ...request, method: 'GET', form: null }, caller)).body);

  async function post<R extends Creatable | Updatable>(
    resource: R,
    request: Omit<TwilioRequest, 'method'>,
    pathOfRecord: (sid: string) => SidPath,
    caller: Caller,
  ): Promise<ModelOf<R>> {
    try {
      const answer = await call({ ...request, method: 'POST' }, caller);
      const record = asRecord(parse(answer.body), `a ${resource.type}`);
      return toModel(resource, pathOfRecord(sidOfRecord(resource, record)), record, reportUnreadable);
    } catch (error) {
      if (!(error instanceof TwilioError) || !mayBeProcessed(error)) throw error;
      const message = `It is not known whether Twilio processed the write. ${error.message}`;
      const answer = error.answer ? { answer: error.answer } : {};
      throw new TwilioError('outcome-unknown', message, { cause: error, ...answer });
    }
  }

  return {
    async fetch(resource, path, caller) {
      const record = asRecord(await get(recordPath(resource, path), caller), `a ${resource.type}`);
      if (sidOfRecord(resource, record) !== path.at(-1)) {
        throw new TwilioError(
          'bad-response',
          `Twilio answered with another ${resource.type} than was asked for.`,
        );
      }
      return toModel(resource, path, record, reportUnreadable);
    },

    async fetchByUniqueName(resource, parent, uniqueName, caller) {
      const list = listPath(resource, parent);
      const request = {
        path: `${list.path}/${encodeURIComponent(uniqueName)}`,
        endpoint: `${list.endpoint}/{UniqueName}`,
      };
      const record = asRecord(await get(request, caller), `a ${resource.type}`);
      if (record['unique_name'] !== uniqueName) {
        throw new TwilioError('not-found', `Twilio answered with a ${resource.type} of another unique name.`);
      }
      return toModel(resource, [...parent, sidOfRecord(resource, record)], record, reportUnreadable);
    },

    async list(resource, parent, page, caller) {
      const list = listPath(resource, parent);
      const body = await get({ path: `${list.path}?${pageQuery(page)}`, endpoint: list.endpoint }, caller);
      return readPage(resource, parent, body, reportUnreadable);
    },

    create(resource, parent, input, caller) {
      const form = encodeForm(input, resource.operations.create);
      return post(resource, { ...listPath(resource, parent), form }, (sid) => [...parent, sid], caller);
    },

    update(resource, path, input, caller) {
      const form = encodeForm(input, resource.operations.update);
      return post(resource, { ...recordPath(resource, path), form }, () => path, caller);
    },

    async remove(resource, path, caller) {
      await call({ ...recordPath(resource, path), method: 'DELETE', form: null }, caller);
    },
  };
}
