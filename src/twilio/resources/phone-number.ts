import { boolean, dateTime, integer, string } from '../fields.ts';
import * as inputs from '../inputs.ts';
import { defineResource, type ModelOf } from '../resource.ts';
import { capabilities } from './capabilities.ts';
import { service } from './service.ts';

/** https://www.twilio.com/docs/proxy/api/phone-number */
export const phoneNumber = defineResource({
  type: 'PhoneNumber',
  sidPrefix: 'PN',
  segment: 'PhoneNumbers',
  listKey: 'phone_numbers',
  parent: service,
  path: ['serviceSid', 'sid'],
  operations: {
    list: true,
    create: {
      inputs: { sid: inputs.sid('PN'), phoneNumber: inputs.e164, isReserved: inputs.boolean },
      oneOf: ['sid', 'phoneNumber'],
    },
    fetch: true,
    update: { inputs: { isReserved: inputs.boolean } },
    remove: true,
  },
  readTogether: 'when-one-page',
  alwaysSent: ['inUse'],
  fields: {
    accountSid: string,
    phoneNumber: string,
    friendlyName: string,
    isoCountry: string,
    capabilities,
    isReserved: boolean,
    inUse: integer,
    dateCreated: dateTime,
    dateUpdated: dateTime,
  },
});

export type PhoneNumber = ModelOf<typeof phoneNumber>;
