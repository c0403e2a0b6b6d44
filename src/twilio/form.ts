import type { Form, FormItem, FormValue } from './resource.ts';

const toPascalCase = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

function formatItem(item: FormItem): string {
  if (typeof item === 'string') return item;
  const present = Object.entries(item).filter(([, value]) => value !== undefined && value !== null);
  return JSON.stringify(Object.fromEntries(present.map(([name, value]) => [toPascalCase(name), value])));
}

/** RFC 3339 in UTC without a fraction, as Twilio writes it. */
const formatDate = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;

function* formatValue(value: FormValue): Generator<string> {
  if (value === undefined) return;
  if (value === null) yield '';
  else if (value instanceof Date) yield formatDate(value);
  else if (typeof value === 'object') yield* value.map(formatItem);
  else yield String(value);
}

/**
 * The form body of a POST: PascalCase keys, null as an empty value (which clears the field), a list as a repeated key, an
 * object in a list as JSON with PascalCase keys. Only the inputs with these names are sent, in this order.
 */
export function encodeForm(form: Form, names: readonly string[]): string {
  const pairs = new URLSearchParams();
  for (const name of names) {
    for (const text of formatValue(form[name])) pairs.append(toPascalCase(name), text);
  }
  return pairs.toString();
}
