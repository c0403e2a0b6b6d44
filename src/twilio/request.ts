import { lineage, type Resource, type SidPath } from './resource.ts';
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

const toPascalCase = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** The last line of defence: callers check ids before, so that this is a defect when it throws. */
function checkedPath(resource: Resource, path: SidPath): SidPath {
  const checked = parseSidPath(resource, path);
  if (checked) return checked;
  throw new TwilioError('rejected', `A ${resource.type} is addressed by ${pathForm(resource)}.`);
}

/** `/v1/Services/{sid}/Sessions/{sid}` of the resources, each with its SID or name. */
function join(resources: readonly Resource[], parts: readonly string[]): string {
  return resources.reduce((url, { segment }, index) => `${url}/${segment}/${parts[index] ?? ''}`, '/v1');
}

/** The template of one record's path: `/v1/Services/{ServiceSid}/Sessions/{Sid}`. */
export function recordEndpoint(resource: Resource): string {
  return join(
    lineage(resource),
    resource.path.map((name) => `{${toPascalCase(name)}}`),
  );
}

/** The template of a list's path: `/v1/Services/{ServiceSid}/Sessions`. */
export function listEndpoint(resource: Resource): string {
  if (resource.parent === null) return `/v1/${resource.segment}`;
  const names = resource.path.slice(0, -1).map((name) => `{${toPascalCase(name)}}`);
  return `${join(lineage(resource.parent), names)}/${resource.segment}`;
}

/** Path and template of one record: `/v1/Services/KS…/Sessions/KC…`. */
export function recordPath(resource: Resource, path: SidPath): Address {
  const sids = checkedPath(resource, path);
  return {
    path: join(lineage(resource), sids),
    service: sids[0] ?? '',
    endpoint: recordEndpoint(resource),
  };
}

/** Path and template of a list under its parent: `/v1/Services/KS…/Sessions`. */
export function listPath(resource: Resource, parent: SidPath): Address {
  const endpoint = listEndpoint(resource);
  if (resource.parent === null) return { path: endpoint, endpoint, service: '' };
  const sids = checkedPath(resource.parent, parent);
  return {
    path: `${join(lineage(resource.parent), sids)}/${resource.segment}`,
    service: sids[0] ?? '',
    endpoint,
  };
}
