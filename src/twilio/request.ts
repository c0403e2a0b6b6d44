import type { Resource, SidPath } from './resource.ts';
import { TwilioError } from './errors.ts';
import type { Method } from './http.ts';
import { parseSidPath, pathForm } from './sid.ts';

/** Where a request goes. */
export interface Address {
  /** Path and query. */
  readonly path: string;
  /** The path template with the names of Twilio's documentation; it has no SIDs and may be logged and counted. */
  readonly endpoint: string;
  /** The SID or name of the Service that it belongs to; empty when it concerns the account. */
  readonly service: string;
}

/** What is asked of Twilio, before it is written on the wire. */
export interface TwilioRequest extends Address {
  readonly method: Method;
  readonly form: string | null;
  /** The names of the inputs that the form can have. */
  readonly inputs: readonly string[];
}

/** The last line of defence: callers check ids before, so that this is a defect when it throws. */
function checkedPath(resource: Resource, path: SidPath): SidPath {
  const checked = parseSidPath(resource, path);
  if (checked) return checked;
  throw new TwilioError('rejected', `A ${resource.type} is addressed by ${pathForm(resource)}.`);
}

/** `/v1/Services/KS…/Sessions/KC…` of a checked path. */
function join({ lineage }: Resource, sids: SidPath): string {
  let path = '/v1';
  for (let index = 0; index < sids.length; index += 1) {
    path += `/${lineage[index]?.segment ?? ''}/${sids[index] ?? ''}`;
  }
  return path;
}

/** Path and template of one record: `/v1/Services/KS…/Sessions/KC…`. */
export function recordPath(resource: Resource, path: SidPath): Address {
  const sids = checkedPath(resource, path);
  return { path: join(resource, sids), service: sids[0] ?? '', endpoint: resource.endpoints.record };
}

/** Path and template of a list under its parent: `/v1/Services/KS…/Sessions`. */
export function listPath(resource: Resource, parent: SidPath): Address {
  const endpoint = resource.endpoints.list;
  if (resource.parent === null) return { path: endpoint, endpoint, service: '' };
  const sids = checkedPath(resource.parent, parent);
  return { path: `${join(resource.parent, sids)}/${resource.segment}`, service: sids[0] ?? '', endpoint };
}
