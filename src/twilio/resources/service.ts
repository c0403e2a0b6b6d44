import { integer, moment, text, textOrNothing } from '../fields.ts';
import { defineResource, type ModelOf } from '../resource.ts';

/** The inputs of CreateService and UpdateService: https://www.twilio.com/docs/proxy/api/service */
const inputs = [
  'uniqueName',
  'defaultTtl',
  'callbackUrl',
  'geoMatchLevel',
  'numberSelectionBehavior',
  'interceptCallbackUrl',
  'outOfSessionCallbackUrl',
  'chatInstanceSid',
] as const;

export const service = defineResource({
  type: 'Service',
  sidPrefix: 'KS',
  segment: 'Services',
  listKey: 'services',
  parent: null,
  path: ['sid'],
  operations: { list: true, create: inputs, fetch: true, update: inputs, remove: true },
  uniqueName: true,
  fields: {
    accountSid: text,
    chatInstanceSid: text,
    uniqueName: text,
    defaultTtl: integer,
    callbackUrl: textOrNothing,
    interceptCallbackUrl: textOrNothing,
    outOfSessionCallbackUrl: textOrNothing,
    geoMatchLevel: text,
    numberSelectionBehavior: text,
    dateCreated: moment,
    dateUpdated: moment,
  },
});

export type Service = ModelOf<typeof service>;
