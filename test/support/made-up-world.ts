import {
  buildSchema,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLField,
  type GraphQLOutputType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import { numbersOfText } from './numbers.ts';

/** Fields of every kind of type, with and without resolvers; those that start with `p` have none. */
const FIELDS = `
  text: String
  textStrict: String!
  pText: String
  pTextStrict: String!
  number(add: Int! = 1, factor: Int): Int
  numberStrict(add: Int! = 1, list: [Int!]): Int!
  pNumber(add: Int! = 1, factor: Int = 3): Int
  colour: Colour
  pColourStrict: Colour!
  odd: Odd
  oddStrict: Odd!
  thing: Thing
  thingStrict: Thing!
  pThing: Thing
  pThingStrict: Thing!
  being: Being
  beingStrict: Being!
  pet: Pet
  pPetStrict: Pet!
  named: Named
  texts: [String]
  textsStrict: [String!]!
  pThings: [Thing!]
  things: [Thing]!
  thingsStrict: [Thing!]!
  beings: [[Being!]]!
  pets: [[Pet]!]
  numbers: [[[Int!]]!]!
  world: Query`;

const SDL = `
  scalar Odd
  enum Colour { RED GREEN }
  interface Being { ${FIELDS} }
  interface Named { text: String }
  union Pet = Cat | Dog
  type Thing implements Named { ${FIELDS} }
  type Cat implements Being & Named { ${FIELDS} lives: Int }
  type Dog implements Being & Named { ${FIELDS} tricks: [String!] }
  type Plant { ${FIELDS} }
  type Query { ${FIELDS} orphan: String orphanNumber(add: Int! = 1): Int plant: Plant }`;

/** How a made-up world behaves. */
export interface Weather {
  readonly seed: number;
  /** Whether some values come by promises. */
  readonly later: boolean;
  /** One of so many values is wrong in some way; 0 stands for none. */
  readonly wrong: number;
  /** Whether the items of a list are one item, which may come by one promise; nothing else comes late then. */
  readonly alike?: boolean;
}

/** Something that a field throws. */
class Thrown {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

/** A value of an object type: its fields follow from its name. */
class Source {
  readonly name: string;
  readonly type: string;
  readonly world: MadeUpWorld;

  constructor(name: string, type: string, world: MadeUpWorld) {
    this.name = name;
    this.type = type;
    this.world = world;
  }

  /** For the interface that has no `resolveType`. */
  get __typename(): string {
    return this.type;
  }
}

/** A promise of another make. */
class Thenable {
  readonly #value: unknown;
  readonly #how: number;

  constructor(value: unknown, how: number) {
    this.#value = value;
    this.#how = how;
  }

  then(put: (value: unknown) => unknown, fail: (error: unknown) => unknown): unknown {
    const { error } = this.#value instanceof Thrown ? this.#value : { error: null };
    if (this.#how === 0 && this.#value instanceof Thrown) throw error;
    return this.#value instanceof Thrown
      ? Promise.reject(error as Error).then(put, fail)
      : Promise.resolve(this.#value).then(put, fail);
  }
}

/** Values of all fields: the same ones for the same seed, whoever executes. It is the context of an execution. */
export class MadeUpWorld {
  /** The fields whose resolvers ran, in order. */
  readonly calls: string[] = [];
  readonly #weather: Weather;

  constructor(weather: Weather) {
    this.#weather = weather;
  }

  /** What a field of a source gives. A property that is a function counts once: graphql-js reads it twice, we three times. */
  answer(source: unknown, field: string, type: GraphQLOutputType, args: object, isProperty = false): unknown {
    const name = `${nameOf(source)}.${field}${JSON.stringify(args)}`;
    const made = this.#value(name, type);
    const value = this.#weather.alike ? made : this.#delayed(made, name);
    const isReadAgain = isProperty && typeof value === 'function' && this.calls.at(-1) === name;
    if (!isReadAgain) this.calls.push(name);
    if (value instanceof Thrown) throw value.error;
    return value;
  }

  /** What a source says of its type. */
  typeOf(source: unknown): string | undefined {
    if (!(source instanceof Source)) return undefined;
    const roll = this.#numbers(`${source.name} type`);
    if (this.#weather.wrong > 0 && roll(4 * this.#weather.wrong) === 0) {
      const name = ['Plant', 'Nothing', 'Being', undefined, 'throw'][roll(5)];
      if (name === 'throw') throw new Error(`no type of ${source.name}`);
      return name;
    }
    return source.type;
  }

  /** The same, by a promise now and then. */
  typeOfLater(source: unknown): unknown {
    return this.#delayed(this.typeOf(source), `${nameOf(source)} type`);
  }

  /** Whether a property without arguments is a method as well. */
  isMethod(source: Source, name: string): boolean {
    return this.#numbers(`${source.name} ${name} method`)(2) === 0;
  }

  #numbers(text: string): (bound: number) => number {
    return numbersOfText(`${this.#weather.seed} ${text}`);
  }

  /** The value itself, or a promise of it. */
  #delayed(value: unknown, name: string): unknown {
    const roll = this.#numbers(`${name} later`);
    if (!this.#weather.later || roll(2) === 0) return value;
    const how = roll(8);
    if (how < 2) return new Thenable(value, how);
    return (async () => {
      for (let ticks = roll(4); ticks > 0; ticks -= 1) await Promise.resolve();
      if (value instanceof Thrown) throw value.error;
      return value;
    })();
  }

  #value(name: string, type: GraphQLOutputType): unknown {
    const roll = this.#numbers(name);
    if (this.#weather.wrong > 0 && roll(this.#weather.wrong) === 0)
      return wrong(name, roll, this.#weather.later);
    if (isNonNullType(type)) return this.#value(name, type.ofType);
    if (this.#weather.wrong > 0 && roll(8) === 0) return roll(2) === 0 ? null : undefined;
    if (isListType(type)) return this.#list(name, type.ofType, roll);
    if (isLeafType(type)) return leafOf(type.name, name, roll);
    if (isObjectType(type)) return new Source(name, type.name, this);
    return new Source(name, this.#possible(type, roll), this);
  }

  #list(name: string, type: GraphQLOutputType, roll: (bound: number) => number): unknown {
    const itemAt = (index: number): unknown => {
      // Made once, so that nobody misses one that is late and wrong.
      if (this.#weather.alike && index > 0) return undefined;
      const item = `${name}[${index}]`;
      const value = this.#delayed(this.#value(item, type), item);
      // An item cannot throw, but can be an error.
      return value instanceof Thrown ? new Error(`at ${item}`) : value;
    };
    const length = this.#weather.alike ? 2 + roll(8) : roll(4);
    const items = Array.from({ length }, (_, index) => itemAt(index));
    if (this.#weather.alike) items.fill(items[0]);
    // An iterator can be read once only, and so must be one item only.
    return [items, items, items, new Set(items), items.values()][roll(this.#weather.alike ? 4 : 5)];
  }

  #possible(type: GraphQLAbstractType, roll: (bound: number) => number): string {
    const types = schema.getPossibleTypes(type);
    return types[roll(types.length)]?.name ?? '';
  }
}

const nameOf = (source: unknown) => (source instanceof Source ? source.name : 'root');

/** A serializer that throws, or gives nothing. */
function serializeOdd(value: unknown): unknown {
  if (value === 'throw') throw new Error('This value has no text.');
  return value === 'nothing' ? undefined : `odd ${String(value)}`;
}

function leafOf(type: string, name: string, roll: (bound: number) => number): unknown {
  if (type === 'Int') return roll(100);
  if (type === 'Colour') return ['RED', 'GREEN'][roll(2)];
  if (type === 'Odd') return roll(2);
  return `${type} of ${name.length}`;
}

/** What should not come, whatever the type. */
function wrong(name: string, roll: (bound: number) => number, later: boolean): unknown {
  const error = new Error(`wrong at ${name}`);
  const ofTheGateway = new GraphQLError(`refused at ${name}`, { extensions: { code: 'REFUSED', at: name } });
  const all = [
    null,
    null,
    undefined,
    error,
    new Thrown(error),
    new Thrown(error),
    new Thrown(ofTheGateway),
    new Thrown('no error at all'),
    new Thrown(undefined),
    // Where values come late, another error at the same place may be told, and this one would not say which place that is.
    new Thrown(later ? error : new GraphQLError('elsewhere', { path: ['else', 'where'] })),
    ofTheGateway,
    'throw',
    'nothing',
    'BLUE',
    7.5,
    { sid: 'no such thing' },
    [],
    () => 'a function',
  ];
  return all[roll(all.length)];
}

/** A field whose name starts with a small and a large letter, `pText`, has no resolver: it is a property of its source. */
function connect(field: GraphQLField<unknown, MadeUpWorld>): void {
  const { name, type } = field;
  if (name.startsWith('orphan')) return;
  if (!/^p[A-Z]/.test(name)) {
    field.resolve = (source, args, world) => world.answer(source, name, type, args as object);
    return;
  }
  Object.defineProperty(Source.prototype, name, {
    configurable: true,
    get(this: Source) {
      const { world } = this;
      if (field.args.length === 0 && !world.isMethod(this, name))
        return world.answer(this, name, type, {}, true);
      return (args: object) => world.answer(this, name, type, args);
    },
  });
}

/** The schema whose values a world makes up. */
export const schema = buildSchema(SDL);
for (const type of Object.values(schema.getTypeMap())) {
  if (type.name === 'Odd' && isScalarType(type)) type.serialize = serializeOdd;
  if (type.name === 'Being' && isInterfaceType(type))
    type.resolveType = (source, world: MadeUpWorld) => world.typeOf(source);
  if (isUnionType(type))
    type.resolveType = (source, world: MadeUpWorld) => world.typeOfLater(source) as string | undefined;
  if (isObjectType(type) && !type.name.startsWith('__')) Object.values(type.getFields()).forEach(connect);
}
