import { TwilioError } from '../errors.ts';
import type { Form } from '../operations/form.ts';
import { geoMatchLevels, numberSelectionBehaviors, type ServiceRecord } from '../state/records.ts';
import { canonicalSid } from '../state/sids.ts';
import type { ServiceNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';

type ServiceFields = Omit<ServiceRecord, 'sid' | 'account_sid' | 'date_created' | 'date_updated'>;

/** Applies the eight parameters of a Service to its fields. Parameters that are absent change nothing. */
export function readServiceForm(
  state: AccountState,
  form: Form,
  current: ServiceFields,
  own: ServiceNode | undefined,
): ServiceFields {
  const uniqueName = form.text('UniqueName', 191) ?? current.unique_name;
  const named = state.store.serviceNames.get(uniqueName);
  if (named !== undefined && named !== own) throw new TwilioError(80602);
  return {
    unique_name: uniqueName,
    default_ttl: form.seconds('DefaultTtl') ?? current.default_ttl,
    callback_url: given(form.url('CallbackUrl'), current.callback_url),
    geo_match_level: form.oneOf('GeoMatchLevel', geoMatchLevels) ?? current.geo_match_level,
    number_selection_behavior:
      form.oneOf('NumberSelectionBehavior', numberSelectionBehaviors) ?? current.number_selection_behavior,
    intercept_callback_url: given(form.url('InterceptCallbackUrl'), current.intercept_callback_url),
    out_of_session_callback_url: given(
      form.url('OutOfSessionCallbackUrl'),
      current.out_of_session_callback_url,
    ),
    chat_instance_sid: chatInstance(state, form, current, own),
  };
}

/** A chat instance belongs to one Service. */
function chatInstance(
  { store }: AccountState,
  form: Form,
  current: ServiceFields,
  own: ServiceNode | undefined,
): string | null {
  const sid = form.sid('ChatInstanceSid', 'IS');
  if (sid === undefined || sid === null) return given(sid, current.chat_instance_sid);
  const wanted = canonicalSid(sid);
  for (const service of store.services) {
    if (service !== own && service.record.chat_instance_sid === wanted) throw new TwilioError(20409);
  }
  return wanted;
}

/** The new value, or null to clear it; the current value when the parameter is absent. */
const given = (value: string | null | undefined, current: string | null): string | null =>
  value === undefined ? current : value;
