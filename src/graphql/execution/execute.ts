import {
  defaultFieldResolver,
  type ExecutionResult,
  getArgumentValues,
  type GraphQLError,
  type GraphQLResolveInfo,
  GraphQLString,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql';
import type { GatewayContext } from '../context.ts';
import type { FieldInfo, Operation } from '../selection.ts';
import { type Container, Place } from './place.ts';
import type { Shape } from './shape.ts';
import type { Step, Steps } from './steps.ts';

const NO_ARGUMENTS: Readonly<Record<string, unknown>> = Object.freeze({});

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** A place that waits for its value. */
interface Waiting {
  readonly step: Step;
  readonly shape: Shape;
  readonly at: Container;
  readonly key: string | number;
  readonly up: Place;
}

/**
 * One execution of a query, after section 6 of the GraphQL specification. It answers as graphql-js does, which a test
 * compares, and takes a fraction of its time: what is the same for each record (arguments, types, selections) is worked
 * out once for an operation or once for its document, and nothing is made for a field but its value.
 */
class Execution {
  readonly #steps: Steps;
  readonly #context: GatewayContext;
  readonly #infoOf: (step: Step) => FieldInfo;
  readonly #infos: FieldInfo[] = [];
  readonly #arguments: Readonly<Record<string, unknown>>[] = [];
  readonly #errors: GraphQLError[] = [];
  /** Promises with the places that wait for them: a hundred references to one record wait for one promise. */
  readonly #waiting = new Map<PromiseLike<unknown>, Waiting[]>();
  #finish: () => void = () => undefined;

  constructor(steps: Steps, context: GatewayContext, infoOf: (step: Step) => FieldInfo) {
    this.#steps = steps;
    this.#context = context;
    this.#infoOf = infoOf;
  }

  run(): ExecutionResult | Promise<ExecutionResult> {
    const data: Container = {};
    const answer: Container = { data };
    this.#fields(this.#steps.root, undefined, data, new Place(null, answer, 'data', true));
    const result = (): ExecutionResult => ({
      data: answer['data'] as NonNullable<ExecutionResult['data']>,
      ...(this.#errors.length > 0 && { errors: this.#errors }),
    });
    if (this.#waiting.size === 0) return result();
    return new Promise((resolve) => {
      this.#finish = () => resolve(result());
    });
  }

  #fields(steps: readonly Step[], source: unknown, result: Container, place: Place): void {
    for (const step of steps) {
      let value: unknown;
      try {
        value = this.#resolve(step, source);
      } catch (error) {
        this.#fail(error, step, step.shape, result, step.responseKey, place);
        continue;
      }
      this.#take(value, step, step.shape, result, step.responseKey, place);
    }
  }

  #resolve(step: Step, source: unknown): unknown {
    const { field, index } = step;
    if (field === null) return step.parentType.name;
    if (field.resolve) {
      const info = (this.#infos[index] ??= this.#infoOf(step)) as GraphQLResolveInfo;
      return field.resolve(source, this.#argumentsOf(step, info), this.#context, info);
    }
    const value = (source as Readonly<Record<string, unknown>>)[field.name];
    if (typeof value !== 'function') return value;
    const info = this.#infoOf(step) as GraphQLResolveInfo;
    return defaultFieldResolver(source, this.#argumentsOf(step, info), this.#context, info);
  }

  /** The arguments of a field are the same for each record. Throws when a value does not fit its type. */
  #argumentsOf(step: Step, { variableValues }: FieldInfo): Readonly<Record<string, unknown>> {
    const [node] = step.nodes;
    if (!step.hasArguments || !step.field || !node) return NO_ARGUMENTS;
    return (this.#arguments[step.index] ??= getArgumentValues(step.field, node, variableValues));
  }

  /** Completes a value, or waits for it first. Its place is taken at once, so that the order of the keys is the query's. */
  #take(value: unknown, step: Step, shape: Shape, at: Container, key: string | number, up: Place): void {
    if (!isPromise(value)) {
      this.#complete(value, step, shape, at, key, up);
      return;
    }
    at[key] = null;
    const waiting = this.#waiting.get(value);
    if (waiting) {
      waiting.push({ step, shape, at, key, up });
      return;
    }
    this.#waiting.set(value, [{ step, shape, at, key, up }]);
    value.then(
      (settled) =>
        this.#settle(value, (each) =>
          this.#complete(settled, each.step, each.shape, each.at, each.key, each.up),
        ),
      (error: unknown) =>
        this.#settle(value, (each) => this.#fail(error, each.step, each.shape, each.at, each.key, each.up)),
    );
  }

  #settle(promise: PromiseLike<unknown>, put: (each: Waiting) => void): void {
    // Others may begin to wait for it meanwhile: they are put in as well.
    for (const each of this.#waiting.get(promise) ?? []) put(each);
    this.#waiting.delete(promise);
    if (this.#waiting.size === 0) this.#finish();
  }

  #complete(value: unknown, step: Step, shape: Shape, at: Container, key: string | number, up: Place): void {
    if (value === null || value === undefined) {
      if (shape.nullable) at[key] = null;
      else this.#fail(new Error(`${nameOf(step)} must not be null, but was.`), step, shape, at, key, up);
      return;
    }
    try {
      if (value instanceof Error) throw value;
      switch (shape.kind) {
        case 'leaf':
          at[key] = shape.keepsText && typeof value === 'string' ? value : serialize(shape.type, value);
          break;
        case 'list':
          this.#list(value, step, shape, at, key, up);
          break;
        case 'object':
          this.#object(value, step, shape, shape.type, at, key, up);
          break;
        case 'abstract':
          this.#object(value, step, shape, this.#typeOf(value, step, shape), at, key, up);
      }
    } catch (error) {
      this.#fail(error, step, shape, at, key, up);
    }
  }

  #list(
    value: object,
    step: Step,
    shape: Extract<Shape, { kind: 'list' }>,
    at: Container,
    key: string | number,
    up: Place,
  ): void {
    if (!Array.isArray(value)) throw new TypeError(`${nameOf(step)} must be a list.`);
    const list = new Array<unknown>(value.length) as unknown as Container;
    at[key] = list;
    const place = new Place(up, at, key, shape.nullable);
    for (let index = 0; index < value.length; index += 1) {
      this.#take(value[index], step, shape.item, list, index, place);
    }
  }

  #object(
    value: unknown,
    step: Step,
    { nullable }: Shape,
    type: Extract<Shape, { kind: 'object' }>['type'],
    at: Container,
    key: string | number,
    up: Place,
  ): void {
    const result: Container = {};
    // It stands there before its fields do, so that one of them that must not be null can take it away again.
    at[key] = result;
    this.#fields(this.#steps.below(step, type), value, result, new Place(up, at, key, nullable));
  }

  #typeOf(value: unknown, step: Step, { type }: Extract<Shape, { kind: 'abstract' }>) {
    const info = (this.#infos[step.index] ??= this.#infoOf(step)) as GraphQLResolveInfo;
    const name = type.resolveType?.(value, this.#context, info, type);
    const found = info.schema.getPossibleTypes(type).find((possible) => possible.name === name);
    if (found) return found;
    throw new TypeError(`${nameOf(step)} must be one of the types of ${type.name}.`);
  }

  #fail(error: unknown, step: Step, shape: Shape, at: Container, key: string | number, up: Place): void {
    const place = new Place(up, at, key, shape.nullable);
    this.#errors.push(locatedError(error, step.nodes, place.path));
    place.clear();
  }
}

const nameOf = ({ parentType, nodes }: Step) => `${parentType.name}.${nodes[0]?.name.value ?? ''}`;

function serialize(type: Extract<Shape, { kind: 'leaf' }>['type'], value: unknown): unknown {
  const serialized: unknown = type.serialize(value);
  if (serialized === null || serialized === undefined) {
    throw new TypeError(`A value of ${type.name} must not be serialized to nothing.`);
  }
  return serialized;
}

/** Executes a query. Its steps must be complete. */
export function executeSteps(
  steps: Steps,
  operation: Operation,
  definition: OperationDefinitionNode,
  context: GatewayContext,
): ExecutionResult | Promise<ExecutionResult> {
  const infoOf = (step: Step): FieldInfo => ({
    schema: operation.schema,
    fragments: operation.fragments,
    variableValues: operation.variableValues,
    operation: definition,
    rootValue: undefined,
    fieldName: step.field?.name ?? '',
    fieldNodes: step.nodes,
    returnType: step.field?.type ?? GraphQLString,
    parentType: step.parentType,
  });
  return new Execution(steps, context, infoOf).run();
}
