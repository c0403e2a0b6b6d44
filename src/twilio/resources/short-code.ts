import { boolean, dateTime, string } from '../fields.ts';
import * as inputs from '../inputs.ts';
import { defineResource, type ModelOf } from '../resource.ts';
import { capabilities } from './capabilities.ts';
import { service } from './service.ts';

/** Dropped from Twilio's published contract in July 2025: https://www.twilio.com/docs/proxy/api/short-code */
export const shortCode = defineResource({
  type: 'ShortCode',
  sidPrefix: 'SC',
  segment: 'ShortCodes',
  listKey: 'short_codes',
  parent: service,
  path: ['serviceSid', 'sid'],
  operations: {
    list: true,
    create: { inputs: { sid: inputs.sid('SC') } },
    fetch: true,
    update: { inputs: { isReserved: inputs.boolean } },
    remove: true,
  },
  readTogether: 'when-one-page',
  discontinued: { fallback: null },
  fields: {
    accountSid: string,
    shortCode: string,
    isoCountry: string,
    capabilities,
    isReserved: boolean,
    dateCreated: dateTime,
    dateUpdated: dateTime,
  },
});

export type ShortCode = ModelOf<typeof shortCode>;
