/** What the textbook servers have of the gateway's schema: enough for the same operations. */
export const typeDefs = `
  interface Node { id: ID! }
  type PageInfo { endCursor: String hasNextPage: Boolean! }
  type Query {
    proxyService(id: ID!): ProxyService
    proxySession(id: ID!): ProxySession
    nodes(ids: [ID!]!): [Node]!
  }
  type ProxyService implements Node {
    id: ID! sid: ID! uniqueName: String
    sessions(first: Int = 50, after: String): ProxySessionConnection
  }
  type ProxySession implements Node {
    id: ID! sid: ID! uniqueName: String status: String mode: String ttl: Int dateCreated: String dateUpdated: String
    participants(first: Int = 50, after: String): ProxyParticipantConnection
    interactions(first: Int = 50, after: String): ProxyInteractionConnection
  }
  type ProxyParticipant implements Node {
    id: ID! sid: ID! friendlyName: String identifier: String
    messageInteractions(first: Int = 50, after: String): ProxyMessageInteractionConnection
  }
  type ProxyInteraction implements Node {
    id: ID! sid: ID! type: String data: String dateCreated: String
    inboundParticipant: ProxyParticipant
    outboundParticipant: ProxyParticipant
  }
  type ProxyMessageInteraction implements Node {
    id: ID! sid: ID! data: String outboundResourceStatus: String dateCreated: String
  }
  type ProxySessionConnection { nodes: [ProxySession!]! pageInfo: PageInfo! }
  type ProxyParticipantConnection { nodes: [ProxyParticipant!]! pageInfo: PageInfo! }
  type ProxyInteractionConnection { nodes: [ProxyInteraction!]! pageInfo: PageInfo! }
  type ProxyMessageInteractionConnection { nodes: [ProxyMessageInteraction!]! pageInfo: PageInfo! }
`;

/** @typedef {{ api: { get: (path: string) => Promise<any> } }} Context */

const SEGMENTS = ['Services', 'Sessions', 'Participants', 'MessageInteractions'];

/** `KS…-KC…` as a path. @param {string} id */
const pathOfId = (id) =>
  `v1/${id
    .split('-')
    .map((sid, level) => `${SEGMENTS[level]}/${sid}`)
    .join('/')}`;

/** A field under the name that Twilio gave it. @param {string} name */
const renamed = (name) => (/** @type {any} */ row) => row[name];

/** @param {string[]} names */
const idOf =
  (...names) =>
  (/** @type {any} */ row) =>
    names.map((name) => row[name]).join('-');

/** @param {string} segment @param {string} key */
function list(segment, key) {
  return async (
    /** @type {any} */ row,
    /** @type {any} */ { first, after },
    /** @type {Context} */ { api },
  ) => {
    const { pathname } = new URL(row.url);
    const page = await api.get(`${pathname.slice(1)}/${segment}?PageSize=${first}${after ?? ''}`);
    const next = page.meta.next_page_url && new URL(page.meta.next_page_url).searchParams;
    return {
      nodes: page[key],
      pageInfo: {
        endCursor: next ? `&Page=${next.get('Page')}&PageToken=${next.get('PageToken')}` : null,
        hasNextPage: next !== null,
      },
    };
  };
}

/** @param {string} name */
function party(name) {
  return (/** @type {any} */ row, /** @type {object} */ _, /** @type {Context} */ { api }) =>
    row[name] &&
    api.get(`v1/Services/${row.service_sid}/Sessions/${row.session_sid}/Participants/${row[name]}`);
}

/** @param {unknown} _ @param {{ id: string }} args @param {Context} context */
const byId = (_, { id }, { api }) => api.get(pathOfId(id));

/** One call for each field that needs one, as the tutorials show it. */
export const resolvers = {
  Query: {
    proxyService: byId,
    proxySession: byId,
    nodes: (
      /** @type {unknown} */ _,
      /** @type {{ ids: string[] }} */ { ids },
      /** @type {Context} */ { api },
    ) => ids.map((id) => api.get(pathOfId(id))),
  },
  Node: {
    __resolveType: (/** @type {any} */ row) => (row.sid.startsWith('KC') ? 'ProxySession' : 'ProxyService'),
  },
  ProxyService: {
    id: renamed('sid'),
    uniqueName: renamed('unique_name'),
    sessions: list('Sessions', 'sessions'),
  },
  ProxySession: {
    id: idOf('service_sid', 'sid'),
    uniqueName: renamed('unique_name'),
    dateCreated: renamed('date_created'),
    dateUpdated: renamed('date_updated'),
    participants: list('Participants', 'participants'),
    interactions: list('Interactions', 'interactions'),
  },
  ProxyParticipant: {
    id: idOf('service_sid', 'session_sid', 'sid'),
    friendlyName: renamed('friendly_name'),
    messageInteractions: list('MessageInteractions', 'interactions'),
  },
  ProxyInteraction: {
    id: idOf('service_sid', 'session_sid', 'sid'),
    dateCreated: renamed('date_created'),
    inboundParticipant: party('inbound_participant_sid'),
    outboundParticipant: party('outbound_participant_sid'),
  },
  ProxyMessageInteraction: {
    id: idOf('service_sid', 'session_sid', 'participant_sid', 'sid'),
    outboundResourceStatus: renamed('outbound_resource_status'),
    dateCreated: renamed('date_created'),
  },
};
