import { flag, integer, moment, text } from '../fields.ts';
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
    create: ['sid', 'phoneNumber', 'isReserved'],
    fetch: true,
    update: ['isReserved'],
    remove: true,
  },
  readTogether: 'when-one-page',
  fields: {
    accountSid: text,
    phoneNumber: text,
    friendlyName: text,
    isoCountry: text,
    capabilities,
    isReserved: flag,
    inUse: integer,
    dateCreated: moment,
    dateUpdated: moment,
  },
});

export type PhoneNumber = ModelOf<typeof phoneNumber>;
