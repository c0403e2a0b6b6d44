import type { GraphQLField } from 'graphql';
import type { GatewayContext } from './context.ts';

const HIDDEN = '***';

/** Shorter numbers are hidden completely, because the last four digits are most of them. */
const MIN_DIGITS = 8;

/** Masks a phone number or a channel address but for its last four digits: `***0901`. Masks any other text completely. */
export function lastDigits(identifier: string): string {
  const digits = identifier.replaceAll(/\D/g, '');
  return digits.length < MIN_DIGITS ? HIDDEN : HIDDEN + digits.slice(-4);
}

/** Masks a text completely. */
export const hideText = (): string => HIDDEN;

/** Resolver of a personal field: viewers without `proxy:pii` get the masked value. Null stays null. */
export function personal<Source, Value>(
  mask: (value: Value) => Value,
  resolve: (source: Source) => Value | null | undefined,
) {
  const masking = (source: Source, _: unknown, { viewer }: GatewayContext): Value | null => {
    const value = resolve(source) ?? null;
    return value === null || viewer.scopes.has('proxy:pii') ? value : mask(value);
  };
  return Object.assign(masking, { isPersonal: true as const });
}

/** Whether the field is masked for viewers without `proxy:pii`. */
export const isPersonal = ({ resolve }: Pick<GraphQLField<unknown, unknown>, 'resolve'>): boolean =>
  resolve !== undefined && 'isPersonal' in resolve;
