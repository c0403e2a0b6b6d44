/** One operation as GraphQL over HTTP sends it. */
export interface Operation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables?: unknown;
}

/** What the gateway says about itself in `graphiql/config.json`. */
export interface GatewayConfig {
  /** Answers come from the embedded emulator. */
  readonly emulated: boolean;
  /** The gateway answers a request for a plan without running the operation. */
  readonly plan: boolean;
}

type Headers = Readonly<Record<string, string>>;

/** Relative to the page, so that it holds under a path prefix of a reverse proxy too. */
const endpoint = new URL('graphql', document.baseURI);

/**
 * Sends one operation and reads the JSON answer, whatever its status: GraphQL errors are an answer too.
 * Throws an Error with a message for people when there is no answer or when it is not JSON.
 */
export const sendOperation = async (operation: Operation, headers: Headers): Promise<unknown> => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      'x-upstream-trace': 'true',
      ...headers,
    },
    body: JSON.stringify(operation),
  }).catch((cause: unknown) => {
    throw new Error('The gateway cannot be reached. Is it still running?', { cause });
  });
  return response.json().catch((cause: unknown) => {
    throw new Error(`The gateway answered ${response.status} without JSON.`, { cause });
  });
};

/** Asks for the plan of an operation. The operation itself is not run. Throws like `sendOperation`. */
export const requestPlan = (operation: Operation, headers: Headers): Promise<unknown> =>
  sendOperation(operation, { ...headers, 'x-upstream-plan': 'true' });

/** Reads what the gateway says about itself. The page works without it: then it claims nothing. */
export const loadConfig = async (): Promise<GatewayConfig> => {
  try {
    const response = await fetch(new URL('graphiql/config.json', document.baseURI));
    const config = (await response.json()) as Partial<GatewayConfig>;
    return { emulated: config.emulated === true, plan: config.plan === true };
  } catch {
    return { emulated: false, plan: false };
  }
};
