import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  isObjectType,
  isUnionType,
  isInterfaceType,
} from 'graphql';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { resolvers } from '../../src/resolvers/resolvers.ts';
import { numbersOf } from '../support/numbers.ts';
import { sid } from './seed.ts';

const schema = createSchema(resolvers, () => undefined);

const service = demo.serviceSid;
const session = `${service}-${demo.sessionSid}`;
const customer = `${session}-${demo.customerSid}`;

/** Ids of every type: of records that are there, of records that are not, and of nothing. */
const ids: Readonly<Record<string, readonly string[]>> = {
  ProxyService: [service, demo.emptyServiceSid, demo.bigServiceSid, sid('KS', 404)],
  ProxySession: [
    session,
    `${service}-${demo.oddSessionSid}`,
    `${demo.bigServiceSid}-${demo.longSessionSid}`,
    `${service}-${sid('KC', 404)}`,
    `${sid('KS', 404)}-${demo.sessionSid}`,
  ],
  ProxyParticipant: [customer, `${session}-${demo.courierSid}`, `${session}-${sid('KP', 404)}`],
  ProxyInteraction: [`${session}-${demo.messageInteractionSid}`, `${session}-${sid('KI', 404)}`],
  ProxyMessageInteraction: [`${customer}-${demo.messageInteractionSid}`, `${customer}-${sid('KI', 404)}`],
  ProxyPhoneNumber: [`${service}-${demo.phoneNumberSid}`, `${service}-${sid('PN', 404)}`],
  ProxyShortCode: [`${service}-${demo.shortCodeSid}`, `${service}-${sid('SC', 404)}`],
};
const anyId = [...Object.values(ids).flat(), 'KS1', 'nothing'];

const names = [demo.sessionUniqueName, demo.oddSessionUniqueName, 'no such order', '', demo.sessionSid];

const writes: readonly string[] = [
  `updateProxySession(input: { id: "${session}", ttl: 600 })`,
  `updateProxySession(input: { id: "${service}-${sid('KC', 404)}", ttl: 600 })`,
  `updateProxySession(input: { id: "nothing", ttl: 600 })`,
  `createProxySession(input: { serviceId: "${service}", ttl: -1 })`,
  `createProxySession(input: { serviceId: "${demo.bigServiceSid}" })`,
  `createProxyMessageInteraction(input: { participantId: "${customer}", body: "hello" })`,
  `deleteProxyInteraction(input: { id: "${session}-${sid('KI', 404)}" })`,
  `deleteProxyParticipant(input: { id: "${session}-${sid('KP', 404)}" })`,
  `updateProxyService(input: { id: "${service}", defaultTtl: 60 })`,
  `updateProxyPhoneNumber(input: { id: "${service}-${demo.phoneNumberSid}", isReserved: false })`,
  `openProxySession(input: { serviceId: "${service}", participants: [{ identifier: "+447700900901" }, { identifier: "+447700900902", firstMessage: "hello" }] })`,
  `openProxySession(input: { serviceId: "${service}", participants: [{ identifier: "+447700900903" }] })`,
  `openProxySession(input: { serviceId: "${service}", uniqueName: "${demo.sessionUniqueName}", participants: [] })`,
  `closeProxySessions(input: { ids: ["${session}", "${service}-${sid('KC', 404)}", "${session}"] })`,
  `closeProxySessions(input: { ids: [] })`,
];

const filters: readonly string[] = [
  '{}',
  '{ status: [CLOSED] }',
  '{ status: [OPEN, IN_PROGRESS], mode: [MESSAGE_ONLY] }',
  '{ uniqueNameStartsWith: "no such" }',
];

/** Makes an operation up; the cursors that it may use belong to other lists than those where they stand, now and then. */
export class OperationGenerator {
  readonly #pick: (bound: number) => number;
  readonly #cursors: readonly string[];
  #aliases = 0;
  #fragments: string[] = [];

  constructor(seed: number, cursors: readonly string[]) {
    this.#pick = numbersOf(seed);
    this.#cursors = cursors;
  }

  query(): string {
    return this.#whole('query', () => this.#rootField(3 + this.#pick(6)));
  }

  mutation(): string {
    return this.#whole('mutation', () => {
      const write = this.#one(writes);
      const field = schema.getMutationType()?.getFields()[write.slice(0, write.indexOf('('))];
      return `${this.#alias()}: ${write} ${this.#below(field, 3)}`;
    });
  }

  #whole(kind: 'query' | 'mutation', field: () => string): string {
    this.#fragments = [];
    const fields = this.#several(3, field).join(' ');
    const text = `${kind} ($yes: Boolean = true, $no: Boolean = false) { ${fields} __typename @include(if: $yes) @skip(if: $no) }`;
    return [text, ...this.#fragments].join('\n');
  }

  #one<T>(values: readonly T[]): T {
    return values[this.#pick(values.length)] as T;
  }

  #several<T>(most: number, make: () => T): T[] {
    return Array.from({ length: 1 + this.#pick(most) }, make);
  }

  #alias(): string {
    this.#aliases += 1;
    return `a${this.#aliases}`;
  }

  #rootField(depth: number): string {
    const fields = schema.getQueryType()?.getFields() ?? {};
    const field = fields[this.#one(Object.keys(fields).filter((name) => name !== '_service'))];
    if (!field) return '__typename';
    return `${this.#alias()}: ${field.name}${this.#rootArguments(field)} ${this.#below(field, depth)}`;
  }

  #rootArguments({ name, type }: GraphQLField<unknown, unknown>): string {
    const id = (typeName: string) => JSON.stringify(this.#one([...(ids[typeName] ?? []), this.#one(anyId)]));
    switch (name) {
      case 'proxyServices':
        return this.#slice();
      case 'node':
        return `(id: ${JSON.stringify(this.#one(anyId))})`;
      case 'nodes':
        return `(ids: [${this.#several(6, () => JSON.stringify(this.#one(anyId))).join()}])`;
      case '_entities':
        return `(representations: [${this.#several(6, () => this.#representation()).join()}])`;
      case 'proxyServiceByUniqueName':
        return `(uniqueName: ${JSON.stringify(this.#one([demo.serviceUniqueName, 'none', '..']))})`;
      case 'proxySessionByUniqueName':
        return `(serviceId: ${id('ProxyService')}, uniqueName: ${JSON.stringify(this.#one(names))})`;
      default:
        return `(id: ${id(getNamedType(type).name)})`;
    }
  }

  #representation(): string {
    const typeName = this.#one(Object.keys(ids));
    if (typeName === 'ProxySession' && this.#pick(2) === 0) {
      return `{ __typename: "ProxySession", serviceSid: "${service}", uniqueName: ${JSON.stringify(this.#one(names))} }`;
    }
    return `{ __typename: "${typeName}", id: ${JSON.stringify(this.#one([...(ids[typeName] ?? []), 'nothing']))} }`;
  }

  #slice(): string {
    const cursor = () => (this.#pick(3) === 0 ? `, CURSOR: ${JSON.stringify(this.#one(this.#cursors))}` : '');
    const count = this.#one([1, 2, 2, 3, 3, 4, 120]);
    switch (this.#pick(6)) {
      case 0:
        return `(last: ${count}${cursor().replace('CURSOR', 'before')})`;
      case 1:
        return this.#pick(4) === 0 ? '' : `(first: ${count})`;
      case 2:
        return this.#pick(8) === 0 ? '(first: 0)' : `(first: ${count})`;
      default:
        return `(first: ${count}${cursor().replace('CURSOR', 'after')})`;
    }
  }

  #arguments({ args }: GraphQLField<unknown, unknown>): string {
    const names = new Set(args.map(({ name }) => name));
    const parts = [
      names.has('first') ? this.#slice().slice(1, -1) : '',
      names.has('filter') && this.#pick(2) === 0 ? `filter: ${this.#one(filters)}` : '',
      names.has('scan') && this.#pick(3) === 0 ? `scan: ${this.#one([99, 100, 150, 300])}` : '',
      names.has('upTo') && this.#pick(3) > 0 ? `upTo: ${this.#one([0, 1, 2, 100, 120, 300])}` : '',
      names.has('above') && this.#pick(2) === 0 ? `above: ${this.#one([-1, 0, 3])}` : '',
    ].filter((part) => part !== '');
    return parts.length > 0 ? `(${parts.join(', ')})` : '';
  }

  #directive(): string {
    return this.#one([
      '',
      '',
      '',
      '',
      '@include(if: $yes)',
      '@skip(if: $no)',
      '@skip(if: $yes)',
      '@include(if: $no)',
    ]);
  }

  #below(field: GraphQLField<unknown, unknown> | undefined, depth: number): string {
    const type = field && getNamedType(field.type);
    if (isObjectType(type)) return `{ ${this.#selections(type, depth)} }`;
    if (!isInterfaceType(type) && !isUnionType(type)) return '';
    const parts = this.#several(3, () => {
      const each = this.#one(schema.getPossibleTypes(type));
      return `... on ${each.name} { ${this.#selections(each, depth)} }`;
    });
    return `{ __typename ${parts.join(' ')} }`;
  }

  /** Some fields of a type, spread over fragments. */
  #selections(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 0 || !isObjectType(getNamedType(field.type)),
    );
    if (fields.length === 0) return '__typename';
    // Rows stand two levels below their list.
    const text = this.#several(depth > 4 ? 2 : 3, () => this.#field(this.#one(fields), depth)).join(' ');
    switch (this.#pick(5)) {
      case 0:
        return `__typename ... ${this.#directive()} { ${text} }`;
      case 1: {
        const name = `F${this.#alias()}`;
        this.#fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
        return `...${name} ${this.#pick(2) === 0 ? `again: __typename` : ''}`;
      }
      default:
        return text;
    }
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    return `${this.#alias()}: ${field.name}${this.#arguments(field)} ${this.#directive()} ${this.#below(field, depth - 1)}`;
  }
}
