import { wireDate } from '../scheduler/clock.ts';
import { notFound, TwilioError } from '../errors.ts';
import { operationsOf } from '../operations/operations.ts';
import type { ServiceNode } from '../state/store.ts';
import { refuseIfHeld } from './legal-hold.ts';
import { servicePath } from './parents.ts';
import { readServiceForm } from './service-form.ts';

/** Defaults of a new Service. */
const defaults = {
  unique_name: '',
  default_ttl: 0,
  callback_url: null,
  geo_match_level: 'country',
  number_selection_behavior: 'prefer-sticky',
  intercept_callback_url: null,
  out_of_session_callback_url: null,
  chat_instance_sid: null,
} as const;

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
  create: (state, _, form) => {
    if (state.settings.serviceCreation === 'closed') throw new TwilioError(80506);
    form.required('UniqueName');
    const now = state.clock.now();
    const date = wireDate(now);
    const fields = readServiceForm(state, form, defaults, undefined);
    const record = {
      sid: state.newSid('KS'),
      account_sid: state.accountSid,
      ...fields,
      date_created: date,
      date_updated: date,
    };
    return state.store.addService(record, now);
  },
  update: (state, node, form) => {
    const fields = readServiceForm(state, form, node.record, node);
    state.store.changeService(node, { ...node.record, ...fields, date_updated: wireDate(state.clock.now()) });
  },
  // A Service can be deleted while it has active Sessions. Its numbers one by one cannot.
  remove: (state, node) => {
    refuseIfHeld(state, node.sid);
    state.store.removeService(node);
  },
});
