import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { numbersOf } from './numbers.ts';

/** The arguments that a field may be given, by its own response key: the same key always has the same arguments. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  number: ['', '(add: 5)', '(add: $add)', '(factor: $factor)', '(add: $nullable, factor: null)'],
  numberStrict: ['', '(add: $nullable)', '(list: [1, $add])', '(list: $list)', '(add: $add, list: 3)'],
  pNumber: ['', '(add: $nullable)', '(factor: $factor)', '(factor: $missing)'],
  orphanNumber: ['', '(add: $nullable)'],
};

/** So many selections has a document, about. */
const LARGEST = 40;

const DIRECTIVES = [
  ...Array<string>(12).fill(''),
  '@include(if: $yes)',
  '@skip(if: $no)',
  '@skip(if: $yes)',
  '@include(if: false)',
  '@include(if: $no) @skip(if: true)',
];

const HEAD =
  '($yes: Boolean! = true, $no: Boolean = false, $add: Int! = 2, $nullable: Int = 4, $factor: Int, $missing: Int, $list: [Int!] = [7])';

/** Makes up valid documents for a made-up world: aliases, fragments of every kind, the same fields in several places. */
export class MadeUpDocuments {
  readonly #pick: (bound: number) => number;
  readonly #schema: GraphQLSchema;
  #fragments: string[] = [];
  /** How many selections may still be made. */
  #left = 0;

  constructor(seed: number, schema: GraphQLSchema) {
    this.#pick = numbersOf(seed);
    this.#schema = schema;
  }

  query(depth: number): string {
    this.#fragments = [];
    this.#left = LARGEST;
    const query = this.#schema.getQueryType();
    if (!query) throw new TypeError('Expected a query type.');
    const text = `query Made${HEAD} ${this.#selectionSet(query, depth)}`;
    // All variables are used somewhere.
    const uses =
      'fragment Uses on Query { u: number(add: $add, factor: $factor) v: pNumber(factor: $missing) w: numberStrict(add: $nullable, list: $list) }';
    const used = text.replace(/\}$/, '...Uses @include(if: $yes) @skip(if: $no) }');
    return [used, uses, ...this.#fragments].join('\n');
  }

  /** Values for the variables; null where a default would have been taken, now and then. */
  variables(): Readonly<Record<string, unknown>> {
    const values = {
      yes: this.#one([undefined, true, false]),
      no: this.#one([undefined, undefined, true, false, null]),
      add: this.#one([undefined, 0, 9]),
      nullable: this.#one([undefined, null, 8]),
      factor: this.#one([undefined, null, 2]),
      list: this.#one([undefined, null, [], [1, 2], 5]),
    };
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  }

  #one<T>(values: readonly T[]): T {
    return values[this.#pick(values.length)] as T;
  }

  #selectionSet(type: GraphQLNamedType, depth: number): string {
    const parts = Array.from({ length: 1 + this.#pick(3) }, () => this.#selection(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const directive = this.#one(DIRECTIVES);
    this.#left -= 1;
    if (this.#left <= 0) return this.#field(type, 0, directive);
    switch (this.#pick(8)) {
      case 0:
        return `${this.#one(['', 'kind: '])}__typename ${directive}`;
      case 1:
        return `... ${directive} ${this.#selectionSet(type, depth)}`;
      case 2: {
        const on = this.#condition(type);
        return `... on ${on.name} ${directive} ${this.#selectionSet(on, depth)}`;
      }
      case 3: {
        const on = this.#condition(type);
        const at = this.#fragments.push('') - 1;
        const name = `F${at}`;
        this.#fragments[at] = `fragment ${name} on ${on.name} ${this.#selectionSet(on, depth)}`;
        return `...${name} ${directive} ${this.#pick(3) === 0 ? `...${name}` : ''}`;
      }
      default:
        return this.#field(type, depth, directive);
    }
  }

  /** A type that some values of that type have. */
  #condition(type: GraphQLNamedType): GraphQLNamedType {
    return isAbstractType(type) ? this.#one([type, ...this.#schema.getPossibleTypes(type)]) : type;
  }

  #field(type: GraphQLNamedType, depth: number, directive: string): string {
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const fitting = (fields as GraphQLField<unknown, unknown>[]).filter(
      (field) => depth > 0 || isLeafType(getNamedType(field.type)),
    );
    if (fitting.length === 0) return '__typename';
    const field = this.#one(fitting);
    const own = ARGUMENTS[field.name] ?? [''];
    const which = this.#pick(own.length);
    const given = own[which] ?? '';
    const alias = which > 0 ? `${field.name}${which}: ` : this.#one(['', '', `other_${field.name}: `]);
    const named = getNamedType(field.type);
    const below = isObjectType(named) || isAbstractType(named) ? this.#selectionSet(named, depth - 1) : '';
    return `${alias}${field.name}${given} ${directive} ${below}`;
  }
}
