import { TwilioError } from './errors.ts';
import { type Endpoints, reachOf, type Resource, type SidPath } from './resource.ts';
import { parseSidPath, pathForm } from './sid.ts';

/** Where a request goes. */
export interface Address {
  /** Path and query. */
  readonly path: string;
  /** Its calls by method, each with the path template of Twilio's documentation; without SIDs, so they may be logged and counted. */
  readonly endpoints: Endpoints;
  /** The SID or name of the Service that it belongs to; empty when it concerns the account. */
  readonly service: string;
  /** What is read there, or the path at, under and above which a write there may change what is read. */
  readonly scope: SidPath;
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

/** The address of one record: `/v1/Services/KS…/Sessions/KC…`. */
export function recordPath(resource: Resource, path: SidPath): Address {
  const sids = checkedPath(resource, path);
  return {
    path: join(resource, sids),
    service: sids[0] ?? '',
    scope: sids,
    endpoints: resource.calls.record,
  };
}

/** The same of a record that is written. */
export const writtenPath = (resource: Resource, path: SidPath): Address => ({
  ...recordPath(resource, path),
  scope: reachOf(resource, path),
});

/** The address of a list under its parent: `/v1/Services/KS…/Sessions`. */
export function listPath(resource: Resource, parent: SidPath): Address {
  const endpoints = resource.calls.list;
  if (resource.parent === null) return { path: resource.endpoints.list, service: '', scope: [], endpoints };
  const sids = checkedPath(resource.parent, parent);
  const path = `${join(resource.parent, sids)}/${resource.segment}`;
  return { path, service: sids[0] ?? '', scope: sids, endpoints };
}

/** The address of a record by its unique name: `/v1/Services/KS…/Sessions/ride-1`. */
export function namePath(resource: Resource, parent: SidPath, uniqueName: string): Address {
  const { path, service, scope } = listPath(resource, parent);
  return {
    scope,
    path: `${path}/${encodeURIComponent(uniqueName)}`,
    service: service || uniqueName,
    endpoints: resource.calls.name,
  };
}
