import {
  checkList,
  type ConnectionArguments,
  firstRows,
  parseConnectionArguments,
  type RawConnectionArguments,
  type RowFilter,
} from '../pagination/arguments.ts';
import { type Connection, type ConnectionOptions, readConnection } from '../pagination/connection.ts';
import { listTag, type ReadCursor } from '../pagination/cursor.ts';
import { paginate } from '../pagination/paginate.ts';
import { defineField, type ListRequires, type ListSize } from '../planner/define-field.ts';
import type { FieldInfo } from '../planner/selection.ts';
import { chargeValues } from '../planner/values.ts';
import { type Listable, type ModelOf, pathOf, type Resource, sidOf } from '../twilio/resource.ts';
import type { GatewayContext } from './context.ts';
import { objectType } from './lookups.ts';

/** The kinds of resolvers that read lists. `src/resolvers` assigns one to each field. */

/**
 * A field that reads rows of a list under the record, or under the account; null when its parent does not exist. Its errors
 * count as errors of the answer, because each row of a list may have one: see `AnswerBudget.fail`.
 */
function listField<R extends Listable, Args extends object, Value extends object>(
  resource: R,
  rules: Pick<ListRequires, 'parseArguments' | 'listSize'>,
  read: (
    args: ConnectionArguments,
    options: ConnectionOptions<ModelOf<R>>,
    raw: Args,
  ) => Promise<Value | null>,
) {
  const requires: ListRequires = { kind: 'list', resource, ...rules };
  return defineField(
    async (
      source: object,
      raw: Args,
      { loaders, budget }: GatewayContext,
      info: FieldInfo,
    ): Promise<Value | null> => {
      const { requirements, answer } = budget;
      if (answer.isFull) return answer.fail(null);
      try {
        const parent = resource.parent ? pathOf(resource.parent, source as ModelOf<Resource>) : [];
        const args = requirements.connectionArguments(requires, info.fieldNodes, () => raw);
        checkList(args, parent);
        const below = requirements.of(info, objectType(info), info.fieldNodes);
        below.checkArguments();
        const options = {
          readPage: (request: Parameters<typeof loaders.page>[2]) => loaders.page(resource, parent, request),
          sidOf: (model: ModelOf<R>) => sidOf(resource, model),
          tag: listTag(parent),
          pageSizeMax: requirements.pageSizeMax,
        };
        const value = await read(args, options, raw);
        if (value) chargeValues(answer, below, value);
        return value;
      } catch (error) {
        return answer.fail(error);
      }
    },
    requires,
  );
}

/** A connection. */
export const list = <R extends Listable>(resource: R) =>
  listField<R, RawConnectionArguments, Connection<ModelOf<R>>>(resource, {}, readConnection);

/** A connection whose rows can be filtered. Without a filter (null) it reads no more than `list`. */
export const filteredList = <R extends Listable, Args extends RawConnectionArguments>(
  resource: R,
  filterOf: (args: Args) => RowFilter | null,
) =>
  listField<R, Args, Connection<ModelOf<R>>>(
    resource,
    {
      parseArguments: (args: Args, read: ReadCursor) =>
        parseConnectionArguments(resource, args, read, filterOf(args)),
    },
    readConnection,
  );

/** The first rows of a list. */
export interface FirstRows<Model> {
  readonly rows: readonly Model[];
  /** Whether the list has no more rows. */
  readonly isComplete: boolean;
}

/** How a value is made of the first rows of a list. */
export interface RowsRules<R extends Listable, Args, Value> {
  /** How many rows to read at most. Throws BAD_USER_INPUT. */
  readonly upTo: (args: Args) => number;
  readonly make: (rows: FirstRows<ModelOf<R>>, args: Args) => Value;
  readonly listSize?: ListSize | null;
}

/** A value that is made of the first rows of a list. */
export const fromRows = <R extends Listable, Args extends object, Value extends object>(
  resource: R,
  { upTo, make, listSize = null }: RowsRules<R, Args, Value>,
) =>
  listField<R, Args, Value>(
    resource,
    {
      parseArguments: (args: Args) => firstRows(upTo(args)),
      listSize,
    },
    async (args, options, raw) => {
      const found = await paginate(args, options);
      return found && make({ rows: found.rows.map(({ node }) => node), isComplete: !found.hasNext }, raw);
    },
  );

/**
 * A value that is made of what was read already: an object or a list of objects. Throws QUERY_TOO_COMPLEX when it does not
 * fit into the answer.
 */
export const derived =
  <Source, Args, Value extends object>(
    make: (source: Source, args: Args, context: GatewayContext) => Value,
  ) =>
  (source: Source, args: Args, context: GatewayContext, info: FieldInfo): Value => {
    const { requirements, answer } = context.budget;
    const value = make(source, args, context);
    const below = requirements.of(info, objectType(info), info.fieldNodes);
    const items: readonly object[] = Array.isArray(value) ? value : [];
    answer.charge(items.length);
    for (const each of Array.isArray(value) ? items : [value]) chargeValues(answer, below, each);
    return value;
  };
