import { notFound } from '../errors.ts';
import { operationsOf } from '../operations.ts';
import type { ServiceNode } from '../store.ts';
import { servicePath } from './parents.ts';

/** https://www.twilio.com/docs/proxy/api/service */
export const service = operationsOf<ServiceNode>({
  listKey: 'services',
  rows: ({ store }) => store.services,
  fetchByName: ({ store }, { path, sid }) => {
    const found = store.serviceNames.get(sid);
    if (found === undefined) throw notFound(path);
    return found;
  },
  view: ({ record }, base, { settings }) => {
    const url = base + servicePath(record.sid);
    return {
      sid: record.sid,
      account_sid: record.account_sid,
      chat_instance_sid: record.chat_instance_sid,
      unique_name: record.unique_name,
      default_ttl: record.default_ttl,
      callback_url: record.callback_url,
      geo_match_level: record.geo_match_level,
      number_selection_behavior: record.number_selection_behavior,
      intercept_callback_url: record.intercept_callback_url,
      out_of_session_callback_url: record.out_of_session_callback_url,
      date_created: record.date_created,
      date_updated: record.date_updated,
      url,
      links: {
        sessions: `${url}/Sessions`,
        phone_numbers: `${url}/PhoneNumbers`,
        ...(settings.shortCodes === 'served' && { short_codes: `${url}/ShortCodes` }),
      },
    };
  },
});
