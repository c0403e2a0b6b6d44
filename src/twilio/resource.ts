import { TwilioError } from './errors.ts';
import type { FieldReader } from './fields.ts';
import type { Method } from './http/request.ts';
import type { FormRules } from './inputs.ts';
import { type Column, Model, type ReportUnreadable, type WireRecord } from './model.ts';
import { parseSid, type SidPath } from './sid.ts';

export { areRelated, type SidPath } from './sid.ts';

/** The calls that Twilio has for a resource, with the inputs of `create` and `update`. */
export interface Operations {
  readonly list?: true;
  readonly create?: FormRules;
  readonly fetch?: true;
  readonly update?: FormRules;
  readonly remove?: true;
}

/** A list of an ancestor that has the records of a discontinued resource too, under the same SIDs. */
export interface Fallback {
  readonly resource: Resource;
  /** Whether a row of that list belongs to the discontinued list under that parent. */
  readonly isRow: (row: Readonly<Record<string, unknown>>, parent: SidPath) => boolean;
}

/** The description of a resource: everything that differs between resources. */
export interface Descriptor {
  /** Twilio's name in the singular, for example `PhoneNumber`. */
  readonly type: string;
  /** The first two letters of its SIDs. */
  readonly sidPrefix: string;
  /** Its segment in the URL, for example `PhoneNumbers`. */
  readonly segment: string;
  /** The key of the rows in a page. Not always the name of the resource. */
  readonly listKey: string;
  readonly parent: Resource | null;
  /** The names of the SIDs of its path, from the Service down; the last one is `sid`. */
  readonly path: readonly string[];
  readonly operations: Operations;
  /** Every field besides the path, in camelCase, with its reader. */
  readonly fields: Readonly<Record<string, FieldReader<unknown>>>;
  /**
   * The fields that are never null in Twilio's specification, so a null is an error. Nearly all others
   * are nullable there, dates and `account_sid` included: the OpenAPI file behind https://www.twilio.com/docs/proxy/api.
   */
  readonly alwaysSent?: readonly string[];
  /** Whether a fetch takes the unique name in place of the last SID. */
  readonly uniqueName?: true;
  /**
   * Whether one list replaces the fetches of several records of one parent: always, because the list is always short, or only
   * while the list is known to fit one page. Without it each record is fetched.
   */
  readonly readTogether?: 'always' | 'when-one-page';
  /** How many records one parent usually has, for estimates of the cost of an operation. */
  readonly typicalSize?: number;
  /** Whether a write here changes records elsewhere under the same parent. */
  readonly writesReach?: 'parent';
  /**
   * Twilio has discontinued the reads of this resource for some accounts: they answer 404 or 405 although the parent exists.
   * `fallback` is null when its records cannot be read any more. Without `discontinued`, a 404 of its list means that the
   * parent does not exist.
   */
  readonly discontinued?: { readonly fallback: Fallback | null };
}

/** The endpoints of one path template, by method: `GET /v1/Services`. */
export type Endpoints = Readonly<Record<Method, string>>;

/** A descriptor and what follows from it. Generic code reads it and never checks which resource it is. */
export interface Resource extends Descriptor {
  readonly columns: readonly Column[];
  /** The class of its models. */
  readonly Model: typeof Model;
  /** The resources from the Service down to this one. */
  readonly lineage: readonly Resource[];
  /** The path templates of the list, of a record by its SID and by its name: `/v1/Services/{ServiceSid}/Sessions`. */
  readonly endpoints: { readonly list: string; readonly record: string; readonly name: string };
  /** The endpoints of these: `GET /v1/Services/{ServiceSid}/Sessions`. They have no SIDs, so they may be logged. */
  readonly calls: { readonly list: Endpoints; readonly record: Endpoints; readonly name: Endpoints };
}

export type Listable = Resource & { readonly operations: { readonly list: true } };
export type Creatable = Resource & { readonly operations: { readonly create: FormRules } };
export type Fetchable = Resource & { readonly operations: { readonly fetch: true } };
export type Updatable = Resource & { readonly operations: { readonly update: FormRules } };
export type Removable = Resource & { readonly operations: { readonly remove: true } };
export type Nameable = Fetchable & { readonly uniqueName: true };

/** The model of a resource: always the SIDs of the path, and the other fields unless it is a reference. */
export type ModelOf<R extends Resource> = Readonly<Record<R['path'][number], string>> & {
  readonly [K in keyof R['fields']]?: ReturnType<R['fields'][K]>;
};

/** A value of a form. Undefined is left out. Null is sent empty, which clears the field. */
export type FormValue = string | number | boolean | Date | null | undefined | readonly FormItem[];
export type FormItem = string | Readonly<Record<string, string | number | boolean | null | undefined>>;
export type Form = Readonly<Record<string, FormValue>>;

export type CreateInput<R extends Creatable> = Readonly<
  Partial<Record<keyof R['operations']['create']['inputs'], FormValue>>
>;
export type UpdateInput<R extends Updatable> = Readonly<
  Partial<Record<keyof R['operations']['update']['inputs'], FormValue>>
>;

const toPascalCase = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** The path templates of a resource, with the placeholders of Twilio's documentation. */
function endpointsOf({ segment, path }: Descriptor, above: readonly Resource[]): Resource['endpoints'] {
  const parents = above.map((resource, index) => `/${resource.segment}/{${toPascalCase(path[index] ?? '')}}`);
  const list = `/v1${parents.join('')}/${segment}`;
  return { list, record: `${list}/{${toPascalCase(path.at(-1) ?? '')}}`, name: `${list}/{UniqueName}` };
}

const callsOf = (template: string): Endpoints => ({
  GET: `GET ${template}`,
  POST: `POST ${template}`,
  DELETE: `DELETE ${template}`,
});

/** Makes a resource of a descriptor. Keeps its literal types, so that a call that Twilio does not have is a compile error. */
export function defineResource<const D extends Descriptor>(
  descriptor: D & { readonly alwaysSent?: readonly (keyof D['fields'])[] },
): D & Resource {
  const columns = Object.entries(descriptor.fields).map(([name, read]) => ({
    name,
    wireName: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    read,
  }));
  const above = descriptor.parent?.lineage ?? [];
  const lineage: Resource[] = [...above];
  const endpoints = endpointsOf(descriptor, above);
  const resource = {
    ...descriptor,
    columns,
    Model: Model.define(descriptor.type, descriptor.path, columns),
    lineage,
    endpoints,
    calls: {
      list: callsOf(endpoints.list),
      record: callsOf(endpoints.record),
      name: callsOf(endpoints.name),
    },
  };
  lineage.push(resource);
  return resource;
}

/** The path of a model of that resource. */
export function pathOf<R extends Resource>(resource: R, model: ModelOf<R>): SidPath {
  const path = Model.pathOf(model);
  if (path?.length === resource.path.length) return path;
  const sids = model as Readonly<Record<string, string>>;
  return resource.path.map((name) => sids[name] ?? '');
}

/** The SID of a model of that resource. */
export const sidOf = <R extends Resource>(resource: R, model: ModelOf<R>): string =>
  pathOf(resource, model).at(-1) ?? '';

/** A model without a record: only its path is known. */
export function referenceTo<R extends Resource>(resource: R, path: SidPath): ModelOf<R> {
  return new resource.Model(path, null, () => undefined) as unknown as ModelOf<R>;
}

/** The model of a record under that parent. Throws `bad-response` when the record has no SID of the right kind. */
export function modelOf<R extends Resource>(
  resource: R,
  parent: SidPath,
  record: WireRecord,
  report: ReportUnreadable,
): ModelOf<R> {
  const sid = typeof record['sid'] === 'string' ? parseSid(resource.sidPrefix, record['sid']) : null;
  if (sid === null) {
    throw new TwilioError('bad-response', `Twilio sent a ${resource.type} without a valid SID.`);
  }
  return new resource.Model([...parent, sid], record, report) as unknown as ModelOf<R>;
}
