import type { Resource } from '../twilio/resource.ts';
import { callOf, type FieldCall } from './field-call.ts';
import type { SelectedField, Selection } from './selection.ts';

type Asked<Kind extends FieldCall['kind']> = SelectedField & {
  readonly call: Extract<FieldCall, { readonly kind: Kind }>;
};

/** What a selection on records of a resource asks of Twilio. */
export interface Demand {
  /** The fields that only the record itself has; a relation that its record names is one of them. */
  readonly plain: readonly SelectedField[];
  readonly lists: readonly Asked<'list'>[];
  readonly relations: readonly Asked<'relation'>[];
}

/** Sorts the fields of a selection by what they ask of Twilio. */
export function demandOf({ fields }: Selection, resource: Resource): Demand {
  const plain: SelectedField[] = [];
  const lists: Asked<'list'>[] = [];
  const relations: Asked<'relation'>[] = [];
  for (const selected of fields) {
    const call = callOf(selected.field);
    if (call?.kind === 'list') lists.push({ ...selected, call });
    else if (call?.kind === 'relation') {
      relations.push({ ...selected, call });
      if (call.from === 'record') plain.push(selected);
    } else if (call?.kind !== 'path' && !resource.path.includes(selected.field.name)) plain.push(selected);
  }
  return { plain, lists, relations };
}
