import { TwilioError } from './errors.ts';
import type { Endpoints, Resource } from './resource.ts';
import { parseSid, type SidPath } from './sid.ts';

/** The address of a request, and what it reads or writes there. */
export interface Address {
  /** Path and query. */
  readonly path: string;
  /** The endpoint of each method. */
  readonly endpoints: Endpoints;
  /** The SID or name of the Service; empty for the list of Services. */
  readonly service: string;
  /** The path that a read reads. A write may change what is read at, under and above its scope. */
  readonly scope: SidPath;
}

/** The form of the path of a resource, for messages: `KS…-KC…`. */
export function pathForm(resource: Resource): string {
  return resource.lineage.map(({ sidPrefix }) => `${sidPrefix}…`).join('-');
}

/** The canonical path of a resource, or null when it has too few or too many parts or one is no SID of the right kind. */
export function parseSidPath({ lineage }: Resource, parts: SidPath): SidPath | null {
  if (parts.length !== lineage.length) return null;
  const path = lineage.map(({ sidPrefix }, index) => parseSid(sidPrefix, parts[index] ?? ''));
  return path.every((sid) => sid !== null) ? path : null;
}

/** The canonical path. Callers check ids earlier: a path that is refused here is a defect. */
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

/** The address of one record for a write, with all that the write may change as its scope. */
export function writtenPath(resource: Resource, path: SidPath): Address {
  const address = recordPath(resource, path);
  return resource.writesReach === 'parent' ? { ...address, scope: address.scope.slice(0, -1) } : address;
}

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
