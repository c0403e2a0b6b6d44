import { WALK_STEP } from '../workloads.mjs';

/** The operations that the gateway and the textbook servers are sent: the same texts. */

const SESSION = 'sid uniqueName status dateCreated';
const PARTICIPANT = 'sid friendlyName identifier';
const INTERACTIONS = `interactions(first: 100) { nodes { sid type data dateCreated
  inboundParticipant { ${PARTICIPANT} } outboundParticipant { ${PARTICIPANT} } } }`;

/** @type {Readonly<Record<string, string>>} */
export const documents = {
  A: `query One($session: ID!) { proxySession(id: $session) { ${SESSION} mode ttl dateUpdated } }`,
  B: `query Rows($service: ID!) {
    proxyService(id: $service) { uniqueName sessions(first: 50) { nodes { ${SESSION} } } } }`,
  C: `query Nested($service: ID!) {
    proxyService(id: $service) { uniqueName sessions(first: 50) { nodes { ${SESSION}
      participants { nodes { ${PARTICIPANT} } } } } } }`,
  D: `query Tree($service: ID!) {
    proxyService(id: $service) { uniqueName sessions(first: 20) { nodes { ${SESSION}
      participants { nodes { ${PARTICIPANT}
        messageInteractions { nodes { sid data outboundResourceStatus dateCreated } } } } } } } }`,
  E: `query Parties($session: ID!) { proxySession(id: $session) { uniqueName ${INTERACTIONS} } }`,
  F: `query Walk($service: ID!, $after: String) {
    proxyService(id: $service) { sessions(first: ${WALK_STEP}, after: $after) {
      nodes { ${SESSION} } pageInfo { endCursor hasNextPage } } } }`,
  G: `query Many($sessions: [ID!]!) { nodes(ids: $sessions) { ... on ProxySession { ${SESSION} } } }`,
  H: `query Transcript($session: ID!) {
    proxySession(id: $session) { uniqueName participants { nodes { ${PARTICIPANT} } } ${INTERACTIONS} } }`,
};
