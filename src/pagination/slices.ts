import type { FieldNode } from 'graphql';
import type { Resource } from '../twilio/resource.ts';
import { createCursorReader } from './cursor.ts';
import { type ConnectionArguments, parseConnectionArguments, type Slice } from './arguments.ts';

/**
 * The slices that one operation asks for, each worked out once for its field: the same one is checked, estimated, read ahead
 * and resolved.
 */
export class Slices {
  readonly #known = new Map<FieldNode, { readonly resource: Resource; readonly slice: Slice }>();

  readonly readCursor = createCursorReader();

  /** The slice of a list field with these nodes and arguments. Throws BAD_USER_INPUT, and what `args` throws. */
  of(resource: Resource, [node]: readonly FieldNode[], args: () => ConnectionArguments): Slice {
    const known = node && this.#known.get(node);
    if (known?.resource === resource) return known.slice;
    const slice = parseConnectionArguments(resource, args(), this.readCursor);
    if (node) this.#known.set(node, { resource, slice });
    return slice;
  }
}
