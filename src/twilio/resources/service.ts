import { dateTime, integer, optionalString, string } from '../fields.ts';
import * as inputs from '../inputs.ts';
import { defineResource, type ModelOf } from '../resource.ts';

/** The inputs of create and update: https://www.twilio.com/docs/proxy/api/service */
const form = {
  inputs: {
    uniqueName: inputs.string(191, 1),
    defaultTtl: inputs.seconds,
    callbackUrl: inputs.url,
    geoMatchLevel: inputs.choice,
    numberSelectionBehavior: inputs.choice,
    interceptCallbackUrl: inputs.url,
    outOfSessionCallbackUrl: inputs.url,
    chatInstanceSid: inputs.sid('IS', { clearable: true }),
  },
};

export const service = defineResource({
  type: 'Service',
  sidPrefix: 'KS',
  segment: 'Services',
  listKey: 'services',
  parent: null,
  path: ['sid'],
  operations: { list: true, create: form, fetch: true, update: form, remove: true },
  uniqueName: true,
  alwaysSent: ['defaultTtl', 'geoMatchLevel', 'numberSelectionBehavior'],
  fields: {
    accountSid: string,
    chatInstanceSid: string,
    uniqueName: string,
    defaultTtl: integer,
    callbackUrl: optionalString,
    interceptCallbackUrl: optionalString,
    outOfSessionCallbackUrl: optionalString,
    geoMatchLevel: string,
    numberSelectionBehavior: string,
    dateCreated: dateTime,
    dateUpdated: dateTime,
  },
});

export type Service = ModelOf<typeof service>;
