import { operationsOf } from '../operations.ts';
import type { ShortCodeNode } from '../store.ts';
import { serviceIn, servicePath } from './parents.ts';

/** Short codes left Twilio's published contract in July 2025; this is the contract from before. */
export const shortCode = operationsOf<ShortCodeNode>({
  listKey: 'short_codes',
  rows: (world, place) => serviceIn(world, place).shortCodes,
  view: ({ record }, base) => ({
    sid: record.sid,
    account_sid: record.account_sid,
    service_sid: record.service_sid,
    short_code: record.short_code,
    iso_country: record.iso_country,
    capabilities: record.capabilities,
    is_reserved: record.is_reserved,
    date_created: record.date_created,
    date_updated: record.date_updated,
    url: `${base}${servicePath(record.service_sid)}/ShortCodes/${record.sid}`,
  }),
});
