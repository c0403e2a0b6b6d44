import { operationsOf } from '../operations.ts';
import type { PhoneNumberNode } from '../store.ts';
import { serviceIn, servicePath } from './parents.ts';

/** https://www.twilio.com/docs/proxy/api/phone-number */
export const phoneNumber = operationsOf<PhoneNumberNode>({
  listKey: 'phone_numbers',
  rows: (world, place) => serviceIn(world, place).phoneNumbers,
  // `in_use` moves with the Sessions, not with the number.
  viewIsLive: true,
  view: ({ record, service }, base) => ({
    sid: record.sid,
    account_sid: record.account_sid,
    service_sid: record.service_sid,
    phone_number: record.phone_number,
    friendly_name: record.friendly_name,
    iso_country: record.iso_country,
    capabilities: record.capabilities,
    is_reserved: record.is_reserved,
    in_use: service.poolUse.inUse(record.phone_number),
    date_created: record.date_created,
    date_updated: record.date_updated,
    url: `${base}${servicePath(record.service_sid)}/PhoneNumbers/${record.sid}`,
  }),
});
