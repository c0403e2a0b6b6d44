import { TwilioError } from '../errors.ts';
import type { Form } from '../operations/form.ts';
import { geoMatchLevels, numberSelectionBehaviors, type ServiceRecord } from '../state/records.ts';
import { canonicalSid } from '../state/sids.ts';
import type { ServiceNode } from '../state/store.ts';
import type { World } from '../state/account-state.ts';

type ServiceFields = Omit<ServiceRecord, 'sid' | 'account_sid' | 'date_created' | 'date_updated'>;

/** The eight parameters of a Service over what it has; those that were not given stay. */
export function readServiceForm(
  world: World,
  form: Form,
  current: ServiceFields,
  own: ServiceNode | undefined,
): ServiceFields {
  const uniqueName = form.text('UniqueName', 191) ?? current.unique_name;
  const named = world.store.serviceNames.get(uniqueName);
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
    chat_instance_sid: chatInstance(world, form, current, own),
  };
}

/** A chat instance belongs to one Service. */
function chatInstance(
  { store }: World,
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

/** A parameter that was given, be it to clear, else what there is. */
const given = (value: string | null | undefined, current: string | null): string | null =>
  value === undefined ? current : value;
