import {
  participantUrl,
  serviceSid,
  serviceUrl,
  sessionId,
  sessionSid,
  sessionUrl,
  TRANSCRIPT,
  upTo,
} from './seed.ts';

const transcript = sessionUrl(TRANSCRIPT);
/** The calls that read the first page of Participants of so many Sessions. */
export const participantLists = (count: number) =>
  upTo(count).map((position) => `GET ${sessionUrl(position)}/Participants?PageSize=50`);
const messageLists = (count: number) =>
  upTo(count).flatMap((session) =>
    ([0, 1] as const).map(
      (position) => `GET ${participantUrl(session, position)}/MessageInteractions?PageSize=50`,
    ),
  );

/** Every spelling of one question: plain, under aliases, in fragments, behind directives with variables. */
export interface Row {
  readonly name: string;
  readonly calls: readonly string[];
  readonly waves: readonly number[];
  readonly spellings: Readonly<Record<string, string>>;
}

/** What all spellings may use. */
export const variables = { service: serviceSid, session: sessionId(TRANSCRIPT), yes: true, no: false };

/** The rows of the table in docs/rest-calls.md that are one operation each: the calls, and how many wait for others. */
export const rows: readonly Row[] = [
  {
    name: 'A: one Session by id, any plain fields',
    calls: [`GET ${transcript}`],
    waves: [1],
    spellings: {
      plainly: `query ($session: ID!) { proxySession(id: $session) { status mode ttl dateCreated } }`,
      'by node': `query ($session: ID!) { node(id: $session) { id ... on ProxySession { status mode } } }`,
      'by nodes': `query ($session: ID!) { nodes(ids: [$session, $session]) { ... on ProxySession { status } } }`,
      'under aliases': `query ($session: ID!) {
        proxySession(id: $session) { a: status b: status mode }
        again: proxySession(id: $session) { c: mode d: uniqueName }
      }`,
      'in fragments': `query ($session: ID!) { proxySession(id: $session) { ...Some ...More } }
        fragment Some on ProxySession { status ...More }
        fragment More on ProxySession { mode ... { ttl } }`,
      'with lists left out': `query ($session: ID!, $yes: Boolean!, $no: Boolean!) {
        proxySession(id: $session) {
          status
          participants @include(if: $no) { nodes { sid } }
          interactions @skip(if: $yes) { nodes { sid } }
          ...Lists @include(if: $no)
          service @skip(if: $yes) { uniqueName }
        }
      }
      fragment Lists on ProxySession { people: participants(first: 7) { nodes { sid } } }`,
      'by _entities': `query ($service: ID!, $yes: Boolean = true) {
        _entities(representations: [
          { __typename: "ProxySession", serviceSid: $service, sid: "${sessionSid(TRANSCRIPT)}" }
          { __typename: "ProxySession", id: "${sessionId(TRANSCRIPT)}" }
        ]) { ... on ProxySession { status @include(if: $yes) mode } }
      }`,
    },
  },
  {
    name: 'B: a Service with a plain field and its first 50 Sessions',
    calls: [`GET ${serviceUrl}`, `GET ${serviceUrl}/Sessions?PageSize=50`],
    waves: [2],
    spellings: {
      plainly: `query ($service: ID!) {
        proxyService(id: $service) { uniqueName sessions { nodes { sid status } } }
      }`,
      'by node': `query ($service: ID!) {
        node(id: $service) { ... on ProxyService { uniqueName sessions(first: 50) { edges { node { mode } } } } }
      }`,
      'under aliases and in fragments': `query ($service: ID!) {
        a: proxyService(id: $service) { uniqueName ...Rows }
        b: proxyService(id: $service) { ...Rows dateCreated }
      }
      fragment Rows on ProxyService {
        one: sessions { nodes { sid } }
        two: sessions(first: 50) { pageInfo { hasNextPage } }
      }`,
      'with directives': `query ($service: ID!, $yes: Boolean!, $no: Boolean!) {
        proxyService(id: $service) {
          uniqueName @include(if: $yes)
          sessions @skip(if: $no) { nodes { sid participants @include(if: $no) { nodes { sid } } } }
        }
      }`,
      'by _entities': `query ($service: ID!) {
        _entities(representations: [{ __typename: "ProxyService", sid: $service }]) {
          ... on ProxyService { uniqueName sessions { nodes { sid } } }
        }
      }`,
    },
  },
  {
    name: 'C: … and the Participants of each',
    calls: [`GET ${serviceUrl}`, `GET ${serviceUrl}/Sessions?PageSize=50`, ...participantLists(50)],
    waves: [2, 50],
    spellings: {
      plainly: `query ($service: ID!) {
        proxyService(id: $service) {
          uniqueName
          sessions { nodes { status participants { nodes { friendlyName } } } }
        }
      }`,
      'with relations upwards': `query ($service: ID!) {
        proxyService(id: $service) {
          uniqueName
          sessions {
            nodes {
              service { uniqueName }
              participants { nodes { friendlyName session { status service { uniqueName } } service { dateCreated } } }
            }
          }
        }
      }`,
      'under aliases, in fragments and with directives': `query ($service: ID!, $yes: Boolean!, $no: Boolean!) {
        node(id: $service) { ... on ProxyService { ...Whole @include(if: $yes) } }
        proxyService(id: $service) { ...Whole }
      }
      fragment Whole on ProxyService { uniqueName list: sessions { edges { node { ...People } } } }
      fragment People on ProxySession {
        a: participants { nodes { friendlyName messageInteractions @include(if: $no) { nodes { sid } } } }
        b: participants(first: 50) @skip(if: $no) { edges { node { identifier } } }
      }`,
      'by _entities, and by the relations of its rows': `query ($service: ID!) {
        _entities(representations: [{ __typename: "ProxyService", id: $service }]) {
          ... on ProxyService { uniqueName sessions { nodes { service { ...Whole } } } ...Whole }
        }
      }
      fragment Whole on ProxyService { defaultTtl sessions { nodes { status participants { nodes { friendlyName } } } } }`,
    },
  },
  {
    name: 'D: a Service, 20 Sessions, their Participants, their MessageInteractions',
    calls: [
      `GET ${serviceUrl}`,
      `GET ${serviceUrl}/Sessions?PageSize=20`,
      ...participantLists(20),
      ...messageLists(20),
    ],
    waves: [2, 20, 40],
    spellings: {
      plainly: `query ($service: ID!) {
        proxyService(id: $service) {
          uniqueName
          sessions(first: 20) {
            nodes { status participants { nodes { friendlyName messageInteractions { nodes { messageBody } } } } }
          }
        }
      }`,
      'and up again from the bottom, under aliases': `query ($service: ID!) {
        all: proxyService(id: $service) {
          uniqueName
          rows: sessions(first: 20) {
            edges {
              cursor
              node {
                people: participants {
                  nodes {
                    texts: messageInteractions {
                      nodes {
                        messageBody
                        interaction { id sid }
                        participant { friendlyName session { status service { uniqueName } } }
                        outboundParticipant { identifier }
                        session { mode }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }`,
      'in fragments and behind directives, by node and by _entities': `query ($service: ID!, $yes: Boolean!, $no: Boolean!) {
        node(id: $service) { ...Tree @include(if: $yes) }
        _entities(representations: [{ __typename: "ProxyService", sid: $service }]) { ...Tree }
      }
      fragment Tree on ProxyService {
        uniqueName
        sessions(first: 20) { nodes { ...Session interactions @skip(if: $yes) { nodes { sid } } } }
      }
      fragment Session on ProxySession { status participants { edges { node { ...Person } } } }
      fragment Person on ProxyParticipant {
        friendlyName
        messageInteractions @skip(if: $no) { nodes { messageBody participant { ...Name } } }
      }
      fragment Name on ProxyParticipant { identifier }`,
    },
  },
  {
    name: 'E: one Session, 100 Interactions, both Participants of each',
    calls: [
      `GET ${transcript}`,
      `GET ${transcript}/Interactions?PageSize=100`,
      `GET ${transcript}/Participants?PageSize=100`,
    ],
    waves: [3],
    spellings: {
      plainly: `query ($session: ID!) {
        proxySession(id: $session) {
          status
          interactions(first: 100) {
            nodes { type inboundParticipant { friendlyName } outboundParticipant { friendlyName } }
          }
        }
      }`,
      'in fragments and under aliases': `query ($session: ID!, $yes: Boolean!) {
        node(id: $session) {
          ... on ProxySession {
            status
            interactions(first: 100) {
              edges { node { from: inboundParticipant { ...Person } to: outboundParticipant { ...Person } } }
              nodes { again: inboundParticipant @include(if: $yes) { session { status } identifier } }
            }
          }
        }
      }
      fragment Person on ProxyParticipant { friendlyName session { mode } }`,
      'by _entities, behind directives, and again by the relations of the rows': `query ($session: ID!, $yes: Boolean!, $no: Boolean!) {
        _entities(representations: [{ __typename: "ProxySession", id: $session }]) {
          ... on ProxySession {
            status
            participants @include(if: $no) { nodes { sid } }
            interactions(first: 100) {
              nodes {
                inboundParticipant @skip(if: $no) { friendlyName }
                outboundParticipant @include(if: $yes) { friendlyName session { ttl interactions(first: 100) { nodes { type } } } }
                session { ...Again }
              }
            }
          }
        }
      }
      fragment Again on ProxySession { mode interactions(first: 100) { nodes { inboundParticipant { identifier } } } }`,
    },
  },
  {
    name: 'H: one Session, its Participants, 100 Interactions with both parties',
    calls: [
      `GET ${transcript}`,
      `GET ${transcript}/Participants?PageSize=50`,
      `GET ${transcript}/Interactions?PageSize=100`,
    ],
    waves: [3],
    spellings: {
      plainly: `query ($session: ID!) {
        proxySession(id: $session) {
          status
          participants { nodes { friendlyName } }
          interactions(first: 100) {
            nodes { messageBody inboundParticipant { friendlyName } outboundParticipant { friendlyName } }
          }
        }
      }`,
      'with the parts at several places': `query ($session: ID!, $no: Boolean!) {
        a: proxySession(id: $session) { status participants @skip(if: $no) { edges { node { identifier } } } }
        b: proxySession(id: $session) {
          interactions(first: 100) { nodes { ...Parties } }
        }
      }
      fragment Parties on ProxyInteraction {
        inboundParticipant { friendlyName }
        outboundParticipant { friendlyName }
        session { status }
      }`,
      'by node and by _entities, and its Participants again by their Session': `query ($session: ID!, $yes: Boolean!) {
        node(id: $session) { ... on ProxySession { status ...People } }
        _entities(representations: [{ __typename: "ProxySession", id: $session }]) {
          ... on ProxySession {
            interactions(first: 100) @include(if: $yes) {
              nodes { inboundParticipant { friendlyName session { ...People } } outboundParticipant { identifier } }
            }
          }
        }
      }
      fragment People on ProxySession { participants { nodes { friendlyName session { mode } } } }`,
    },
  },
];
