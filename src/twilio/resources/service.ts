import { integer, moment, text, textOrNothing } from '../fields.ts';
import * as inputs from '../inputs.ts';
import { defineResource, type ModelOf } from '../resource.ts';

/** What CreateService and UpdateService take: https://www.twilio.com/docs/proxy/api/service */
const form = {
  inputs: {
    uniqueName: inputs.text(191, 1),
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
