import { documents } from './documents.mjs';

/**
 * How a target is spoken to over HTTP.
 *
 * @typedef {object} Exchange
 * @property {string} path
 * @property {(workload: string, variables: import('../workloads.mjs').Variables) => string} first The body of the first request.
 * @property {(workload: string, variables: import('../workloads.mjs').Variables, answer: any) => string | null} next
 *   The body of the request that follows an answer; null at the end of the operation.
 * @property {(workload: string, answer: any) => unknown} rows The rows of an answer as its workload expects them.
 */

const ENUMS = new Set(['status', 'type', 'mode', 'outboundResourceStatus']);

/** Enum values as Twilio writes them, and connections as their rows. @param {any} value @param {string} key @returns {any} */
export function plain(value, key = '') {
  if (Array.isArray(value)) return value.map((item) => plain(item));
  if (typeof value === 'string') return ENUMS.has(key) ? value.toLowerCase().replaceAll('_', '-') : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value.nodes)) return plain(value.nodes);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item, name)]));
}

/** @param {import('../workloads.mjs').Variables} variables */
const gatewayVariables = ({ serviceSid, sessionSid, sessionSids }) => ({
  service: serviceSid,
  session: `${serviceSid}-${sessionSid}`,
  sessions: sessionSids.map((sid) => `${serviceSid}-${sid}`),
});

/** @param {string} workload @param {import('../workloads.mjs').Variables} variables @param {string | null} after */
function body(workload, variables, after) {
  const { service, session, sessions } = gatewayVariables(variables);
  const told =
    workload === 'G'
      ? { sessions }
      : workload === 'F'
        ? { service, after }
        : 'BCD'.includes(workload)
          ? { service }
          : { session };
  return JSON.stringify({ query: documents[workload], variables: told });
}

/** The exchange with the gateway, and with servers that have the same schema. @type {Exchange} */
export const graphqlExchange = {
  path: '/graphql',
  first: (workload, variables) => body(workload, variables, null),
  next(workload, variables, answer) {
    const info = workload === 'F' ? answer.data?.proxyService?.sessions?.pageInfo : null;
    return info?.hasNextPage ? body(workload, variables, info.endCursor) : null;
  },
  rows(workload, answer) {
    if (answer.errors)
      throw new Error(`errors in the answer: ${JSON.stringify(answer.errors).slice(0, 300)}`);
    const [root] = Object.values(answer.data);
    return plain(workload === 'F' ? root.sessions : root);
  },
};
