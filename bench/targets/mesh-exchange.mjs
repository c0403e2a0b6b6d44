import { WALK_STEP } from '../workloads.mjs';
import { plain } from './graphql-exchange.mjs';

/** Mesh has the names of the OpenAPI description; aliases give its answers the shape of the others. */

const SESSION = 'sid uniqueName: unique_name status dateCreated: date_created';
const PARTICIPANT = 'sid friendlyName: friendly_name identifier';
const MESSAGE = 'sid data outboundResourceStatus: outbound_resource_status dateCreated: date_created';
const INTERACTIONS = `interactions(PageSize: 100) { nodes: interactions { sid type data dateCreated: date_created
  inboundParticipant: inbound_participant { ${PARTICIPANT} }
  outboundParticipant: outbound_participant { ${PARTICIPANT} } } }`;
const PARTICIPANTS = (/** @type {string} */ more) =>
  `participants(PageSize: 50) { nodes: participants { ${PARTICIPANT} ${more} } }`;

const oneService = (/** @type {string} */ name, /** @type {string} */ fields) =>
  `query ${name}($service: String!) { FetchService(ServiceSid: $service) { uniqueName: unique_name ${fields} } }`;
const oneSession = (/** @type {string} */ name, /** @type {string} */ fields) =>
  `query ${name}($service: String!, $session: String!) {
    FetchSession(ServiceSid: $service, SessionSid: $session) { ${fields} } }`;

/** @type {Readonly<Record<string, string>>} */
const documents = {
  A: oneSession('One', `${SESSION} mode ttl dateUpdated: date_updated`),
  B: oneService('Rows', `sessions(PageSize: 50) { nodes: sessions { ${SESSION} } }`),
  C: oneService('Nested', `sessions(PageSize: 50) { nodes: sessions { ${SESSION} ${PARTICIPANTS('')} } }`),
  D: oneService(
    'Tree',
    `sessions(PageSize: 20) { nodes: sessions { ${SESSION}
      ${PARTICIPANTS(`messageInteractions: message_interactions(PageSize: 50) { nodes: interactions { ${MESSAGE} } }`)} } }`,
  ),
  E: oneSession('Parties', `uniqueName: unique_name ${INTERACTIONS}`),
  F: `query Walk($service: String!, $page: Int, $token: String) {
    ListSession(ServiceSid: $service, PageSize: ${WALK_STEP}, Page: $page, PageToken: $token) {
      nodes: sessions { ${SESSION} } meta { next_page_url } } }`,
  H: oneSession('Transcript', `uniqueName: unique_name ${PARTICIPANTS('')} ${INTERACTIONS}`),
};

/** There is no `nodes`: one field for each id, by aliases, as one has to write it. @param {string[]} sids */
const many = (sids) =>
  `query Many($service: String!) { ${sids
    .map((sid, index) => `n${index}: FetchSession(ServiceSid: $service, SessionSid: "${sid}") { ${SESSION} }`)
    .join('\n')} }`;

/** @type {import('./graphql-exchange.mjs').Exchange} */
export const meshExchange = {
  path: '/graphql',
  first: (workload, { serviceSid: service, sessionSid: session, sessionSids }) =>
    JSON.stringify({
      query: documents[workload] ?? many(sessionSids),
      variables: 'AEH'.includes(workload) ? { service, session } : { service },
    }),
  next(workload, { serviceSid: service }, answer) {
    const url = workload === 'F' ? answer.data?.ListSession?.meta?.next_page_url : null;
    if (!url) return null;
    const { searchParams } = new URL(url);
    const variables = {
      service,
      page: Number(searchParams.get('Page')),
      token: searchParams.get('PageToken'),
    };
    return JSON.stringify({ query: documents[workload], variables });
  },
  rows(workload, answer) {
    if (answer.errors)
      throw new Error(`errors in the answer: ${JSON.stringify(answer.errors).slice(0, 300)}`);
    if (workload === 'G') return Object.values(answer.data);
    const [root] = Object.values(answer.data);
    return plain(root);
  },
};
