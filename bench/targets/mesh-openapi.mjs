/** The part of Twilio's OpenAPI description that the workloads need, for GraphQL Mesh. */

const text = { type: 'string', nullable: true };
const whole = { type: 'integer' };

/** @param {string[]} names */
const texts = (...names) => Object.fromEntries(names.map((name) => [name, text]));

const INTERACTION = texts(
  ...[
    'sid',
    'session_sid',
    'service_sid',
    'account_sid',
    'data',
    'type',
    'date_created',
    'date_updated',
    'url',
  ],
  ...['inbound_participant_sid', 'inbound_resource_sid', 'inbound_resource_status', 'inbound_resource_type'],
  ...[
    'outbound_participant_sid',
    'outbound_resource_sid',
    'outbound_resource_status',
    'outbound_resource_type',
  ],
);

const RECORDS = {
  Service: {
    ...texts('sid', 'account_sid', 'unique_name', 'callback_url', 'date_created', 'date_updated', 'url'),
    default_ttl: whole,
  },
  Session: {
    ...texts(
      'sid',
      'service_sid',
      'account_sid',
      'unique_name',
      'status',
      'mode',
      'date_created',
      'date_updated',
      'url',
    ),
    ttl: whole,
  },
  Participant: texts(
    ...[
      'sid',
      'session_sid',
      'service_sid',
      'account_sid',
      'friendly_name',
      'identifier',
      'proxy_identifier',
    ],
    ...['proxy_identifier_sid', 'date_deleted', 'date_created', 'date_updated', 'url'],
  ),
  Interaction: INTERACTION,
  MessageInteraction: { ...INTERACTION, participant_sid: text },
};

const LISTS = {
  Session: 'sessions',
  Participant: 'participants',
  Interaction: 'interactions',
  MessageInteraction: 'interactions',
};

const SERVICE = '/v1/Services/{ServiceSid}';
const SESSION = `${SERVICE}/Sessions/{SessionSid}`;
const PARTICIPANT = `${SESSION}/Participants/{ParticipantSid}`;

/** @param {string} name */
const reference = (name) => ({ $ref: `#/components/schemas/${name}` });

/** @param {string} operationId @param {string} path @param {string} schema @param {boolean} isList */
function operation(operationId, path, schema, isList) {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const query = [
    { name: 'PageSize', in: 'query', schema: { type: 'integer' } },
    { name: 'Page', in: 'query', schema: { type: 'integer' } },
    { name: 'PageToken', in: 'query', schema: { type: 'string' } },
  ];
  const content = { 'application/json': { schema: reference(schema) } };
  return {
    get: {
      operationId,
      parameters: isList ? [...parameters, ...query] : parameters,
      responses: { 200: { description: 'OK', content } },
    },
  };
}

const records = Object.entries(RECORDS).map(([name, properties]) => [name, { type: 'object', properties }]);
const pages = Object.entries(LISTS).map(([name, key]) => [
  `${name}Page`,
  {
    type: 'object',
    properties: {
      [key]: { type: 'array', items: reference(name) },
      meta: { type: 'object', properties: { next_page_url: text } },
    },
  },
]);

export const openapi = {
  openapi: '3.0.1',
  info: { title: 'Twilio - Proxy', version: '1.0.0' },
  paths: {
    [SERVICE]: operation('FetchService', SERVICE, 'Service', false),
    [`${SERVICE}/Sessions`]: operation('ListSession', `${SERVICE}/Sessions`, 'SessionPage', true),
    [SESSION]: operation('FetchSession', SESSION, 'Session', false),
    [`${SESSION}/Participants`]: operation(
      'ListParticipant',
      `${SESSION}/Participants`,
      'ParticipantPage',
      true,
    ),
    [PARTICIPANT]: operation('FetchParticipant', PARTICIPANT, 'Participant', false),
    [`${SESSION}/Interactions`]: operation(
      'ListInteraction',
      `${SESSION}/Interactions`,
      'InteractionPage',
      true,
    ),
    [`${PARTICIPANT}/MessageInteractions`]: operation(
      'ListMessageInteraction',
      `${PARTICIPANT}/MessageInteractions`,
      'MessageInteractionPage',
      true,
    ),
  },
  components: { schemas: Object.fromEntries([...records, ...pages]) },
};

/** @param {string} field @param {string} needs @param {string} told */
const resolveTo = (field, needs, told) =>
  `@resolveTo(sourceName: "proxy", sourceTypeName: "Query", sourceFieldName: "${field}",
    requiredSelectionSet: "{ ${needs} }", sourceArgs: { ${told} })`;

const IN_SESSION = 'ServiceSid: "{root.service_sid}", SessionSid: "{root.sid}", PageSize: "{args.PageSize}"';
const SAME_SESSION = 'ServiceSid: "{root.service_sid}", SessionSid: "{root.session_sid}"';

/** The relations, as Mesh's manual says to add them. */
export const relations = `
  extend type Service {
    sessions(PageSize: Int, Page: Int, PageToken: String): SessionPage ${resolveTo('ListSession', 'sid', 'ServiceSid: "{root.sid}", PageSize: "{args.PageSize}"')}
  }
  extend type Session {
    participants(PageSize: Int): ParticipantPage ${resolveTo('ListParticipant', 'service_sid sid', IN_SESSION)}
    interactions(PageSize: Int): InteractionPage ${resolveTo('ListInteraction', 'service_sid sid', IN_SESSION)}
  }
  extend type Participant {
    message_interactions(PageSize: Int): MessageInteractionPage
      ${resolveTo('ListMessageInteraction', 'service_sid session_sid sid', `${SAME_SESSION}, ParticipantSid: "{root.sid}", PageSize: "{args.PageSize}"`)}
  }
  extend type Interaction {
    inbound_participant: Participant
      ${resolveTo('FetchParticipant', 'service_sid session_sid inbound_participant_sid', `${SAME_SESSION}, ParticipantSid: "{root.inbound_participant_sid}"`)}
    outbound_participant: Participant
      ${resolveTo('FetchParticipant', 'service_sid session_sid outbound_participant_sid', `${SAME_SESSION}, ParticipantSid: "{root.outbound_participant_sid}"`)}
  }
`;
