import { demo } from '../../../src/emulator/seeds/demo-sids.ts';

/** One of the 30 operations of the REST API, and the GraphQL field that reaches it. */
export interface Operation {
  /** Twilio's name: https://www.twilio.com/docs/proxy/api */
  readonly name: string;
  /** Method and path template, as in Twilio's documentation. */
  readonly rest: string;
  /** The field as docs/schema.md names it. */
  readonly field: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What has to arrive: method and path with the true SIDs, and the query of a list. */
  readonly request: string;
  /** The form that has to arrive with it. */
  readonly form?: Readonly<Record<string, readonly string[]>>;
}

const { serviceSid: ks, sessionSid: kc, customerSid: kp, courierSid, messageInteractionSid: ki } = demo;
const { phoneNumberSid: pn, shortCodeSid: sc } = demo;
const service = `/v1/Services/${ks}`;
const session = `${service}/Sessions/${kc}`;
const participant = `${session}/Participants/${kp}`;
const messages = `${participant}/MessageInteractions`;
const Svc = '/v1/Services/{ServiceSid}';
const Ses = `${Svc}/Sessions/{SessionSid}`;
const Msg = `${Ses}/Participants/{ParticipantSid}/MessageInteractions`;

const read = (field: string, arguments_: string, selection: string) =>
  `{ ${field}${arguments_} ${selection} }`;
const byId = (field: string, ...sids: string[]) =>
  read(field, `(id: "${sids.join('-')}")`, '{ dateCreated }');
const listOf = (root: string, sids: readonly string[], list: string) =>
  read(root, `(id: "${sids.join('-')}")`, `{ ${list} { nodes { sid } } }`);
const write = (field: string, payload: string) => {
  const type = field.charAt(0).toUpperCase() + field.slice(1);
  return `mutation ($input: ${type}Input!) { ${field}(input: $input) { ${payload} userErrors { message } } }`;
};

/** The contract. The order is that of the resources in Twilio's documentation. */
export const operations: readonly Operation[] = [
  {
    name: 'CreateService',
    rest: 'POST /v1/Services',
    field: 'createProxyService',
    query: write('createProxyService', 'service { sid }'),
    variables: {
      input: {
        uniqueName: 'contract',
        defaultTtl: 60,
        callbackUrl: 'https://example.com/a#rc=2',
        geoMatchLevel: 'AREA_CODE',
        numberSelectionBehavior: 'AVOID_STICKY',
      },
    },
    request: 'POST /v1/Services',
    form: {
      UniqueName: ['contract'],
      DefaultTtl: ['60'],
      CallbackUrl: ['https://example.com/a#rc=2'],
      GeoMatchLevel: ['area-code'],
      NumberSelectionBehavior: ['avoid-sticky'],
    },
  },
  {
    name: 'ListService',
    rest: 'GET /v1/Services',
    field: 'proxyServices',
    query: read('proxyServices', '', '{ nodes { sid } }'),
    variables: {},
    request: 'GET /v1/Services?PageSize=50',
  },
  {
    name: 'FetchService',
    rest: 'GET /v1/Services/{Sid}',
    field: 'proxyService',
    query: byId('proxyService', ks),
    variables: {},
    request: `GET ${service}`,
  },
  {
    name: 'UpdateService',
    rest: 'POST /v1/Services/{Sid}',
    field: 'updateProxyService',
    query: write('updateProxyService', 'service { sid }'),
    variables: { input: { id: ks, callbackUrl: null, defaultTtl: 0 } },
    request: `POST ${service}`,
    form: { CallbackUrl: [''], DefaultTtl: ['0'] },
  },
  {
    name: 'CreateSession',
    rest: `POST ${Svc}/Sessions`,
    field: 'createProxySession',
    query: write('createProxySession', 'session { sid }'),
    variables: {
      input: {
        serviceId: ks,
        uniqueName: 'contract',
        dateExpiry: '2099-01-02T03:04:05Z',
        ttl: 60,
        mode: 'MESSAGE_ONLY',
        status: 'OPEN',
        failOnParticipantConflict: true,
      },
    },
    request: `POST ${service}/Sessions`,
    form: {
      UniqueName: ['contract'],
      DateExpiry: ['2099-01-02T03:04:05Z'],
      Ttl: ['60'],
      Mode: ['message-only'],
      Status: ['open'],
      FailOnParticipantConflict: ['true'],
    },
  },
  {
    name: 'ListSession',
    rest: `GET ${Svc}/Sessions`,
    field: 'ProxyService.sessions',
    query: listOf('proxyService', [ks], 'sessions'),
    variables: {},
    request: `GET ${service}/Sessions?PageSize=50`,
  },
  {
    name: 'FetchSession',
    rest: `GET ${Svc}/Sessions/{Sid}`,
    field: 'proxySession',
    query: byId('proxySession', ks, kc),
    variables: {},
    request: `GET ${session}`,
  },
  {
    name: 'UpdateSession',
    rest: `POST ${Svc}/Sessions/{Sid}`,
    field: 'updateProxySession',
    query: write('updateProxySession', 'session { sid }'),
    variables: { input: { id: `${ks}-${kc}`, ttl: 120, status: 'IN_PROGRESS' } },
    request: `POST ${session}`,
    form: { Ttl: ['120'], Status: ['in-progress'] },
  },
  {
    name: 'CreateParticipant',
    rest: `POST ${Ses}/Participants`,
    field: 'createProxyParticipant',
    query: write('createProxyParticipant', 'participant { sid }'),
    // The Session has two already, so Twilio refuses: reached all the same.
    variables: { input: { sessionId: `${ks}-${kc}`, identifier: '+447700900555', friendlyName: 'third' } },
    request: `POST ${session}/Participants`,
    form: { Identifier: ['+447700900555'], FriendlyName: ['third'] },
  },
  {
    name: 'ListParticipant',
    rest: `GET ${Ses}/Participants`,
    field: 'ProxySession.participants',
    query: listOf('proxySession', [ks, kc], 'participants'),
    variables: {},
    request: `GET ${session}/Participants?PageSize=50`,
  },
  {
    name: 'FetchParticipant',
    rest: `GET ${Ses}/Participants/{Sid}`,
    field: 'proxyParticipant',
    query: byId('proxyParticipant', ks, kc, kp),
    variables: {},
    request: `GET ${participant}`,
  },
  {
    name: 'CreateMessageInteraction',
    rest: `POST ${Msg}`,
    field: 'createProxyMessageInteraction',
    query: write('createProxyMessageInteraction', 'messageInteraction { sid }'),
    variables: {
      input: {
        participantId: `${ks}-${kc}-${kp}`,
        body: 'Grüße & {"a":1}',
        mediaUrl: ['https://example.com/1', 'https://example.com/2'],
      },
    },
    request: `POST ${messages}`,
    form: { Body: ['Grüße & {"a":1}'], MediaUrl: ['https://example.com/1', 'https://example.com/2'] },
  },
  {
    name: 'ListMessageInteraction',
    rest: `GET ${Msg}`,
    field: 'ProxyParticipant.messageInteractions',
    query: listOf('proxyParticipant', [ks, kc, kp], 'messageInteractions'),
    variables: {},
    request: `GET ${messages}?PageSize=50`,
  },
  {
    name: 'FetchMessageInteraction',
    rest: `GET ${Msg}/{Sid}`,
    field: 'proxyMessageInteraction',
    query: byId('proxyMessageInteraction', ks, kc, kp, ki),
    variables: {},
    request: `GET ${messages}/${ki}`,
  },
  {
    name: 'ListInteraction',
    rest: `GET ${Ses}/Interactions`,
    field: 'ProxySession.interactions',
    query: listOf('proxySession', [ks, kc], 'interactions'),
    variables: {},
    request: `GET ${session}/Interactions?PageSize=50`,
  },
  {
    name: 'FetchInteraction',
    rest: `GET ${Ses}/Interactions/{Sid}`,
    field: 'proxyInteraction',
    query: byId('proxyInteraction', ks, kc, ki),
    variables: {},
    request: `GET ${session}/Interactions/${ki}`,
  },
  {
    name: 'DeleteInteraction',
    rest: `DELETE ${Ses}/Interactions/{Sid}`,
    field: 'deleteProxyInteraction',
    query: write('deleteProxyInteraction', 'deletedId'),
    variables: { input: { id: `${ks}-${kc}-${ki}` } },
    request: `DELETE ${session}/Interactions/${ki}`,
  },
  {
    name: 'DeleteParticipant',
    rest: `DELETE ${Ses}/Participants/{Sid}`,
    field: 'deleteProxyParticipant',
    query: write('deleteProxyParticipant', 'deletedId'),
    variables: { input: { id: `${ks}-${kc}-${courierSid}` } },
    request: `DELETE ${session}/Participants/${courierSid}`,
  },
  {
    name: 'CreatePhoneNumber',
    rest: `POST ${Svc}/PhoneNumbers`,
    field: 'createProxyPhoneNumber',
    query: write('createProxyPhoneNumber', 'phoneNumber { sid }'),
    variables: { input: { serviceId: ks, phoneNumber: demo.unclaimedPhoneNumber, isReserved: false } },
    request: `POST ${service}/PhoneNumbers`,
    form: { PhoneNumber: [demo.unclaimedPhoneNumber], IsReserved: ['false'] },
  },
  {
    name: 'ListPhoneNumber',
    rest: `GET ${Svc}/PhoneNumbers`,
    field: 'ProxyService.phoneNumbers',
    query: listOf('proxyService', [ks], 'phoneNumbers'),
    variables: {},
    request: `GET ${service}/PhoneNumbers?PageSize=50`,
  },
  {
    name: 'FetchPhoneNumber',
    rest: `GET ${Svc}/PhoneNumbers/{Sid}`,
    field: 'proxyPhoneNumber',
    query: byId('proxyPhoneNumber', ks, pn),
    variables: {},
    request: `GET ${service}/PhoneNumbers/${pn}`,
  },
  {
    name: 'UpdatePhoneNumber',
    rest: `POST ${Svc}/PhoneNumbers/{Sid}`,
    field: 'updateProxyPhoneNumber',
    query: write('updateProxyPhoneNumber', 'phoneNumber { sid }'),
    variables: { input: { id: `${ks}-${pn}`, isReserved: true } },
    request: `POST ${service}/PhoneNumbers/${pn}`,
    form: { IsReserved: ['true'] },
  },
  {
    name: 'DeletePhoneNumber',
    rest: `DELETE ${Svc}/PhoneNumbers/{Sid}`,
    field: 'deleteProxyPhoneNumber',
    query: write('deleteProxyPhoneNumber', 'deletedId'),
    variables: { input: { id: `${ks}-${pn}` } },
    request: `DELETE ${service}/PhoneNumbers/${pn}`,
  },
  {
    name: 'CreateShortCode',
    rest: `POST ${Svc}/ShortCodes`,
    field: 'createProxyShortCode',
    query: write('createProxyShortCode', 'shortCode { sid }'),
    variables: { input: { serviceId: ks, sid: demo.unclaimedShortCodeSid } },
    request: `POST ${service}/ShortCodes`,
    form: { Sid: [demo.unclaimedShortCodeSid] },
  },
  {
    name: 'ListShortCode',
    rest: `GET ${Svc}/ShortCodes`,
    field: 'ProxyService.shortCodes',
    query: listOf('proxyService', [ks], 'shortCodes'),
    variables: {},
    request: `GET ${service}/ShortCodes?PageSize=50`,
  },
  {
    name: 'FetchShortCode',
    rest: `GET ${Svc}/ShortCodes/{Sid}`,
    field: 'proxyShortCode',
    query: byId('proxyShortCode', ks, sc),
    variables: {},
    request: `GET ${service}/ShortCodes/${sc}`,
  },
  {
    name: 'UpdateShortCode',
    rest: `POST ${Svc}/ShortCodes/{Sid}`,
    field: 'updateProxyShortCode',
    query: write('updateProxyShortCode', 'shortCode { sid }'),
    variables: { input: { id: `${ks}-${sc}`, isReserved: true } },
    request: `POST ${service}/ShortCodes/${sc}`,
    form: { IsReserved: ['true'] },
  },
  {
    name: 'DeleteShortCode',
    rest: `DELETE ${Svc}/ShortCodes/{Sid}`,
    field: 'deleteProxyShortCode',
    query: write('deleteProxyShortCode', 'deletedId'),
    variables: { input: { id: `${ks}-${sc}` } },
    request: `DELETE ${service}/ShortCodes/${sc}`,
  },
  {
    name: 'DeleteSession',
    rest: `DELETE ${Svc}/Sessions/{Sid}`,
    field: 'deleteProxySession',
    query: write('deleteProxySession', 'deletedId'),
    variables: { input: { id: `${ks}-${kc}` } },
    request: `DELETE ${session}`,
  },
  {
    name: 'DeleteService',
    rest: 'DELETE /v1/Services/{Sid}',
    field: 'deleteProxyService',
    query: write('deleteProxyService', 'deletedId'),
    variables: { input: { id: ks } },
    request: `DELETE ${service}`,
  },
];
