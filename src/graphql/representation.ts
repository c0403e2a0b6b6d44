import type { Nameable, Resource, SidPath } from '../twilio/resource.ts';
import { parseSidPath, pathForm } from '../twilio/path.ts';
import { badUserInput } from '../errors/gateway-error.ts';
import { parseGlobalId } from './global-id.ts';
import { checkUniqueName } from './unique-name.ts';

/** What another subgraph says of a record: its type, one of its keys, and perhaps more, which is never trusted. */
export type Representation = Readonly<Record<string, unknown>>;

/** A key that is null names nothing: a router writes it for a field that its subgraph did not have. */
const isSaid = (value: unknown) => value !== undefined && value !== null;

const unreadable = (resource: Resource, names: readonly string[]) =>
  badUserInput(
    `Expected a representation with an id (${pathForm(resource)}) or with the SIDs ${names.join(', ')}, but got neither.`,
  );

function pathOfSids(resource: Resource, names: readonly string[], representation: Representation): SidPath {
  const sids = names.map((name) => representation[name]);
  const path = sids.every((sid) => typeof sid === 'string') ? parseSidPath(resource, sids) : null;
  if (path) return path;
  throw unreadable(resource, names);
}

/** The path that a representation names by its id, else by the SIDs of its path. Throws BAD_USER_INPUT when it names none. */
export function pathOfRepresentation(resource: Resource, representation: Representation): SidPath {
  const { id } = representation;
  if (!isSaid(id)) return pathOfSids(resource, resource.path, representation);
  if (typeof id === 'string') return parseGlobalId(resource, id);
  throw unreadable(resource, resource.path);
}

/**
 * The unique name under a parent by which a representation names its record; null when it has an id or a SID, which go
 * first. The name itself is null for a reference to nothing. Throws BAD_USER_INPUT for a name that cannot be one.
 */
export function nameOfRepresentation(
  resource: Nameable,
  representation: Representation,
): { readonly parent: SidPath; readonly uniqueName: string | null } | null {
  const { id, sid, uniqueName } = representation;
  const isName = uniqueName === null || typeof uniqueName === 'string';
  if (!isName || isSaid(id) || isSaid(sid)) return null;
  const names = resource.path.slice(0, -1);
  const parent = resource.parent ? pathOfSids(resource.parent, names, representation) : [];
  return { parent, uniqueName: uniqueName === null ? null : checkUniqueName(resource, uniqueName) };
}
