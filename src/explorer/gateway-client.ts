import { isEventStream, readResults } from './event-stream.ts';
import { findPlaceholder } from './examples/placeholders.ts';

/** One operation as GraphQL over HTTP sends it. */
export interface Operation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables?: unknown;
}

/** The response to one operation. */
export interface GatewayResponse {
  /** The JSON body. When no JSON came, an object with `errors` that say so. */
  readonly body: unknown;
  /** The HTTP status; absent when nothing was sent or the gateway cannot be reached. */
  readonly status?: number;
  /** The response is an event of a subscription. */
  readonly isEvent?: true;
  /** The authentication scheme that a 401 response asks for, such as `Bearer`. */
  readonly authScheme?: string | undefined;
}

/** The content of `graphiql/config.json`. */
export interface GatewayConfig {
  /** The upstream is the embedded emulator. */
  readonly emulated: boolean;
  /** The gateway answers a request for a plan without running the operation. */
  readonly plan: boolean;
}

type Headers = Readonly<Record<string, string>>;

/** Relative to the page, so that it also works under a path prefix of a reverse proxy. */
const endpoint = new URL('graphql', document.baseURI);

/**
 * Sends one operation. Never rejects: a failure is a response whose body has `errors`, as GraphiQL shows them.
 * Variables that still hold a placeholder are not sent.
 */
export const sendOperation = async (operation: Operation, headers: Headers): Promise<GatewayResponse> => {
  const response = await post(operation, { accept: JSON_TYPES, ...headers });
  return response instanceof Response ? readJson(response) : response;
};

/**
 * Opens a subscription: a response for each event, or one with the errors that refused it.
 * Never throws, like `sendOperation`. After the signal it ends; a failure may come before.
 */
export async function* openSubscription(
  operation: Operation,
  headers: Headers,
  signal: AbortSignal,
): AsyncGenerator<GatewayResponse, void> {
  const response = await post(operation, { accept: `text/event-stream, ${JSON_TYPES}`, ...headers }, signal);
  if (!(response instanceof Response) || !isEventStream(response)) {
    yield response instanceof Response ? await readJson(response) : response;
    return;
  }
  const { status } = response;
  try {
    for await (const body of readResults(response)) yield { body, status, isEvent: true };
  } catch {
    yield failure('The connection to the gateway was lost. Run the operation again.');
  }
}

/** Asks for the plan of an operation. The operation itself is not run. Never rejects, like `sendOperation`. */
export const requestPlan = (operation: Operation, headers: Headers): Promise<GatewayResponse> =>
  sendOperation(operation, { ...headers, 'x-upstream-plan': 'true' });

/** Reads the gateway's configuration. Without one, the page assumes a real upstream and no plans. */
export const loadConfig = async (): Promise<GatewayConfig> => {
  try {
    const response = await fetch(new URL('graphiql/config.json', document.baseURI));
    const config = (await response.json()) as Partial<GatewayConfig>;
    return { emulated: config.emulated === true, plan: config.plan === true };
  } catch {
    return { emulated: false, plan: false };
  }
};

const JSON_TYPES = 'application/graphql-response+json, application/json;q=0.9';

/** The response, or the failure when there is none. */
const post = async (
  operation: Operation,
  headers: Headers,
  signal: AbortSignal | null = null,
): Promise<Response | GatewayResponse> => {
  const placeholder = findPlaceholder(operation.variables);
  if (placeholder) {
    return failure(
      `Replace "${placeholder}" in the Variables tab with a value of your account. The example "Services" lists ids.`,
    );
  }
  try {
    return await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-upstream-trace': 'true', ...headers },
      body: JSON.stringify(operation),
      signal,
    });
  } catch {
    return failure('The gateway cannot be reached. Is it still running?');
  }
};

const readJson = async (response: Response): Promise<GatewayResponse> => {
  const { status } = response;
  const [authScheme] = response.headers.get('www-authenticate')?.split(' ') ?? [];
  try {
    return { body: await response.json(), status, authScheme };
  } catch {
    return { ...failure(`The gateway answered ${status} without JSON.`), status, authScheme };
  }
};

const failure = (message: string): GatewayResponse => ({ body: { errors: [{ message }] } });
