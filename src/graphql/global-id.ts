import type { Resource, SidPath } from '../twilio/resource.ts';
import { parseSidPath, pathForm } from '../twilio/path.ts';
import { badUserInput } from '../errors/gateway-error.ts';

/** The GraphQL id of a record: its SID path joined by `-`. */
export const toGlobalId = (path: SidPath): string => path.join('-');

/** Four SIDs, each of 34 characters, joined by `-`. */
const MAX_LENGTH = 4 * 34 + 3;

/** The id in a message. Only text with the characters of SIDs is quoted, because anything else may be personal. */
function quote(id: string): string {
  const isPlain = id.length <= MAX_LENGTH && /^[A-Za-z0-9./-]*$/.test(id);
  return isPlain ? JSON.stringify(id) : `${id.length} characters that form no id`;
}

/**
 * The path of an id of that resource, in canonical form.
 * Throws BAD_USER_INPUT when the id is anything else than SIDs of the right kinds joined by single `-`.
 */
export function parseGlobalId(resource: Resource, id: string): SidPath {
  const path = parseSidPath(resource, id.split('-'));
  if (path) return path;
  throw badUserInput(
    `Expected the id of a ${resource.type}: ${pathForm(resource)}, each SID two letters and 32 hexadecimal digits, but got: ${quote(id)}.`,
  );
}

/** The resource and the path of any id. Throws BAD_USER_INPUT when it is an id of none of the resources. */
export function parseAnyGlobalId<R extends Resource>(
  resources: readonly R[],
  id: string,
): { resource: R; path: SidPath } {
  const parts = id.split('-');
  for (const resource of resources) {
    const path = parts.length === resource.lineage.length ? parseSidPath(resource, parts) : null;
    if (path) return { resource, path };
  }
  throw badUserInput(
    `Expected an id: SIDs joined by "-", such as KS… or KS…-KC…, each two letters and 32 hexadecimal digits, but got: ${quote(id)}.`,
  );
}
