import type { Resource, SidPath } from '../twilio/resource.ts';
import { lookupOf } from '../graphql/entities-call.ts';
import { callOf, type FieldCall } from './field-call.ts';
import { parseGlobalId } from '../graphql/global-id.ts';
import { objectTypesOf, type SelectedField } from './selection.ts';
import { LIKELY } from './count.ts';
import { chainOf, type Level } from './levels.ts';
import type { Visitor } from './plan.ts';

type Write = Extract<FieldCall, { readonly kind: 'write' }>;
type Input = Readonly<Record<string, unknown>>;

const idOf = (resource: Resource, input: Input, name: string): SidPath =>
  parseGlobalId(resource, String(input[name]));

/** The id of the parent stands under its type: `serviceId`. */
const parentField = ({ type }: Resource) => `${type.charAt(0).toLowerCase()}${type.slice(1)}Id`;

/** A root field that writes. */
export type SelectedWrite = SelectedField & { readonly call: Write };

/** Visits a write and what is selected of its payload. Throws BAD_USER_INPUT for an id that names nothing. */
export function visitWrite(
  visitor: Visitor,
  selected: SelectedWrite,
  args: Readonly<Record<string, unknown>>,
): void {
  const { book, levels, scope, operation, selections } = visitor.options;
  const { resource, operation: kind } = selected.call;
  const input = args['input'] as Input;
  const { parent } = resource;
  const parentPath = kind === 'create' && parent ? idOf(parent, input, parentField(parent)) : [];
  const path = kind === 'create' ? parentPath : idOf(resource, input, 'id');
  const under = levels.literal(path, scope, { known: false, via: null });
  const call = book.write(resource, kind, under, selected.responseKey);
  const known = kind !== 'remove';
  const level: Level | null =
    kind === 'create'
      ? levels.child(under, 'created', { sid: null, total: LIKELY, known, via: call, isNew: true })
      : levels.literal(path, `${scope}written `, { known, via: call });
  if (!level) return;

  const [type] = objectTypesOf(operation, selected.field);
  for (const field of type ? selections.of(operation, type, selected.nodes).fields : []) {
    const asks = callOf(field.field);
    const [recordType] = objectTypesOf(operation, field.field);
    const related = asks?.kind === 'relation' ? asks.resource : resource;
    const at = chainOf(level)[related.lineage.length - 1];
    if (!recordType || !lookupOf(recordType) || !at) continue;
    const below = `${selected.responseKey}.${field.responseKey}`;
    visitor.visitRecord({ resource: related, level: at, reached: LIKELY }, recordType, field, below, false);
  }
}
