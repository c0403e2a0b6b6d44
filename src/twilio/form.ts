import type { Form, FormItem, FormValue } from './resource.ts';

const toPascalCase = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

function itemText(item: FormItem): string {
  if (typeof item === 'string') return item;
  const present = Object.entries(item).filter(([, value]) => value !== undefined && value !== null);
  return JSON.stringify(Object.fromEntries(present.map(([name, value]) => [toPascalCase(name), value])));
}

/** UTC without a fraction, as Twilio writes it. */
const dateText = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;

function* valueTexts(value: FormValue): Generator<string> {
  if (value === undefined) return;
  if (value === null) yield '';
  else if (value instanceof Date) yield dateText(value);
  else if (typeof value === 'object') yield* value.map(itemText);
  else yield String(value);
}

/**
 * The form body of a POST as Twilio reads it: PascalCase keys, null as an empty value (which clears), a list as the key
 * repeated, an object in a list as JSON text with PascalCase keys. Only the names given are sent, in their order.
 */
export function encodeForm(form: Form, names: readonly string[]): string {
  const pairs = new URLSearchParams();
  for (const name of names) {
    for (const text of valueTexts(form[name])) pairs.append(toPascalCase(name), text);
  }
  return pairs.toString();
}
