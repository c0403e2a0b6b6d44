import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
import { say } from './messages';
import type { anyNode, createSession, transcript } from './operations';

/** Whether two types are the same, not only assignable to each other. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only for `true`. */
const assert = <T extends true>(): T | undefined => undefined;

type Session = NonNullable<ResultOf<typeof transcript>['proxySession']>;
type Interactions = NonNullable<Session['interactions']>;
type Interaction = Interactions['edges'][number]['node'];
type Status = 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | 'FAILED' | 'UNKNOWN' | 'UNRECOGNIZED';

// Nullability: what one failed REST call could erase is nullable; ids, rows and cursors are not.
assert<Same<ResultOf<typeof transcript>['proxySession'], Session | null>>();
assert<Same<Session['interactions'], Interactions | null>>();
assert<Same<Interactions['edges'], Interactions['edges'][number][]>>();
assert<Same<Interactions['pageInfo'], { hasNextPage: boolean; endCursor: string | null }>>();

// Scalars.
assert<Same<Session['id'], string>>();
assert<Same<Session['dateExpiry'], string | null>>();
assert<Same<Interaction['inboundResourceUrl'], string | null>>();
assert<Same<Interaction['callDurationSeconds'], number | null>>();

// Enums: on output with the value for what Twilio adds later, on input without.
assert<Same<Session['status'], Status | null>>();
type Input = VariablesOf<typeof createSession>['input'];
assert<Same<Input['status'], 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | null | undefined>>();
assert<Same<Input['dateExpiry'], string | null | undefined>>();

// What has to be given, and what need not.
assert<Same<VariablesOf<typeof transcript>, { id: string; first?: number | null | undefined }>>();
export const least: Input = { serviceId: 'KS…' };

/** The types behind `Node` are told apart by `__typename`. */
export function isReserved(node: ResultOf<typeof anyNode>['node']): boolean | null {
  return node?.__typename === 'ProxyPhoneNumber' ? node.isReserved : null;
}

// And what must not compile.
// @ts-expect-error an id is needed
export const withoutParent: Input = { uniqueName: 'order-1' };
// @ts-expect-error no Session can be asked to fail
export const failed: Input = { serviceId: 'KS…', status: 'FAILED' };
// @ts-expect-error an id is a text
export const numbered: Input = { serviceId: 1 };
// @ts-expect-error a Session may be missing
export const missing = (result: ResultOf<typeof transcript>): string => result.proxySession.id;
// @ts-expect-error there is no such code
export const isMisspelt = (code: 'NAME_TAKEN'): boolean => say({ code } as const) === code;
