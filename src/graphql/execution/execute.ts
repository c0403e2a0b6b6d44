import {
  defaultTypeResolver,
  type ExecutionResult,
  type GraphQLError,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql';
import type { GatewayContext } from '../context.ts';
import type { Operation } from '../selection.ts';
import { Calls } from './calls.ts';
import { type Container, Place, type Waiting } from './place.ts';
import type { Shape } from './shape.ts';
import type { Step, Steps } from './steps.ts';
import type { Filling } from './unroll.ts';
import { isPromise, itemsOf, letGo, nullError, serialize, typeNamed } from './values.ts';

/**
 * One execution of a query, after section 6 of the GraphQL specification. It answers as graphql-js does, which a test
 * compares, and takes a fraction of its time: what is the same for each record (arguments, types, selections) is worked
 * out once for an operation or once for its document, the fields of many records are compiled (`unroll.ts`), a record that
 * many refer to in one field is looked into once, and nothing is made for a field but its value.
 */
class Execution implements Filling {
  readonly #steps: Steps;
  readonly #context: GatewayContext;
  readonly #calls: Calls;
  readonly #errors: GraphQLError[] = [];
  /** Promises with the places that wait for them: a hundred references to one record wait for one promise. */
  readonly #waiting = new Map<PromiseLike<unknown>, Waiting[]>();
  #pending = 0;
  /** How often something failed that must not be null. */
  #losses = 0;
  /** How often something was late, or failed. */
  #setbacks = 0;
  #finish: () => void = () => undefined;

  constructor(steps: Steps, context: GatewayContext, calls: Calls) {
    this.#steps = steps;
    this.#context = context;
    this.#calls = calls;
  }

  run(): ExecutionResult | Promise<ExecutionResult> {
    const data: Container = {};
    const answer: Container = { data };
    this.#fields(this.#steps.root, undefined, data, new Place(null, answer, 'data', true));
    const result = (): ExecutionResult => ({
      data: answer['data'] as NonNullable<ExecutionResult['data']>,
      ...(this.#errors.length > 0 && { errors: this.#errors }),
    });
    if (this.#pending === 0) return result();
    return new Promise((resolve) => {
      this.#finish = () => resolve(result());
    });
  }

  #fields(steps: readonly Step[], source: unknown, result: Container, place: Place): void {
    for (const step of steps) if (this.resolve(step, source, result, place)) return;
  }

  resolve(step: Step, source: unknown, result: Container, place: Place): boolean {
    const losses = this.#losses;
    try {
      const value = this.#resolve(step, source);
      // Most values are texts.
      if (step.keepsText && typeof value === 'string') result[step.responseKey] = value;
      else this.#take(value, step, step.shape, result, step.responseKey, place);
    } catch (error) {
      this.#fail(error, step, step.shape, result, step.responseKey, place);
    }
    return this.#isUnseen(result, place, losses);
  }

  put(step: Step, value: unknown, source: unknown, result: Container, place: Place): boolean {
    if (typeof value === 'function') return this.resolve(step, source, result, place);
    const losses = this.#losses;
    this.#take(value, step, step.shape, result, step.responseKey, place);
    return this.#isUnseen(result, place, losses);
  }

  fail(step: Step, error: unknown, result: Container, place: Place): boolean {
    const losses = this.#losses;
    this.#fail(error, step, step.shape, result, step.responseKey, place);
    return this.#isUnseen(result, place, losses);
  }

  /** Whether nobody would see any more what a container at that place still costs, after so many losses. */
  #isUnseen(container: Container, place: Place, losses: number): boolean {
    return this.#losses !== losses && !place.holds(container);
  }

  #resolve(step: Step, source: unknown): unknown {
    if (step.property !== null && typeof source === 'object' && source !== null) {
      const value = (source as Readonly<Record<string, unknown>>)[step.property];
      if (typeof value !== 'function') return value;
    }
    return this.#calls.resolve(step, source);
  }

  #take(value: unknown, step: Step, shape: Shape, at: Container, key: string | number, up: Place): void {
    if (isPromise(value)) this.#await(value, { step, shape, at, key, up });
    else this.#complete(value, step, shape, at, key, up);
  }

  /** The place is taken at once, so that the order of the keys is the query's. */
  #await(value: PromiseLike<unknown>, place: Waiting): void {
    place.at[place.key] = null;
    this.#setbacks += 1;
    const others = this.#waiting.get(value);
    if (others) {
      others.push(place);
      return;
    }
    const waiting = [place];
    this.#waiting.set(value, waiting);
    this.#wait(
      value,
      (settled) => {
        this.#completeEach(settled, waiting);
        this.#settle(value);
      },
      (error) => {
        for (const one of waiting) this.#fail(error, one.step, one.shape, one.at, one.key, one.up);
        this.#settle(value);
      },
    );
  }

  /** Calls back once, later; each of the two ends with `#settle` and does not throw. */
  #wait(value: PromiseLike<unknown>, put: (value: unknown) => void, fail: (error: unknown) => void): void {
    this.#pending += 1;
    // Only a promise of the language is sure to call back once, later, and never to throw.
    Promise.resolve(value).then(put, fail);
  }

  /**
   * Puts a value in all its places. In one field it looks everywhere the same, so that it is completed once, unless a part
   * of it is late, or failed: an error is told at each place.
   */
  #completeEach(value: unknown, waiting: readonly Waiting[]): void {
    const completed = waiting.length > 1 ? new Map<Shape, unknown>() : null;
    // Others may begin to wait for it meanwhile: they are put in as well.
    for (const { step, shape, at, key, up } of waiting) {
      if (completed?.has(shape)) {
        at[key] = completed.get(shape);
        continue;
      }
      const setbacks = this.#setbacks;
      this.#complete(value, step, shape, at, key, up);
      if (this.#setbacks === setbacks) completed?.set(shape, at[key]);
    }
  }

  #settle(value: PromiseLike<unknown>): void {
    this.#waiting.delete(value);
    this.#pending -= 1;
    if (this.#pending === 0) this.#finish();
  }

  #complete(value: unknown, step: Step, shape: Shape, at: Container, key: string | number, up: Place): void {
    if (value === null || value === undefined) {
      if (shape.nullable) at[key] = null;
      else this.#fail(nullError(step), step, shape, at, key, up);
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
          this.#abstract(value, step, shape, at, key, up);
      }
    } catch (error) {
      this.#fail(error, step, shape, at, key, up);
    }
  }

  #list(
    value: unknown,
    step: Step,
    shape: Extract<Shape, { kind: 'list' }>,
    at: Container,
    key: string | number,
    up: Place,
  ): void {
    const items = itemsOf(value, step);
    const list = new Array<unknown>(items.length) as unknown as Container;
    at[key] = list;
    const place = new Place(up, at, key, shape.nullable);
    const losses = this.#losses;
    for (let index = 0; index < items.length; index += 1) {
      try {
        this.#take(items[index], step, shape.item, list, index, place);
      } catch (error) {
        this.#fail(error, step, shape.item, list, index, place);
      }
      if (this.#isUnseen(list, place, losses)) {
        letGo(items.slice(index + 1));
        return;
      }
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
    const fields = this.#steps.below(step, type);
    const unrolled = typeof value === 'object' ? fields.next() : null;
    const result: Container = unrolled ? unrolled.start() : {};
    // It stands there before its fields do, so that one of them that must not be null can take it away again.
    at[key] = result;
    const place = new Place(up, at, key, nullable);
    if (unrolled) unrolled.fill(this, value as object, result, place);
    else this.#fields(fields.steps, value, result, place);
  }

  #abstract(
    value: unknown,
    step: Step,
    shape: Extract<Shape, { kind: 'abstract' }>,
    at: Container,
    key: string | number,
    up: Place,
  ): void {
    const { type } = shape;
    const info = this.#calls.infoAt(step);
    const name: unknown = (type.resolveType ?? defaultTypeResolver)(value, this.#context, info, type);
    const put = (settled: unknown) =>
      this.#object(value, step, shape, typeNamed(settled, step, type, info), at, key, up);
    if (!isPromise(name)) {
      put(name);
      return;
    }
    const fail = (error: unknown) => {
      this.#fail(error, step, shape, at, key, up);
      this.#settle(name);
    };
    at[key] = null;
    this.#setbacks += 1;
    this.#wait(
      name,
      (settled) => {
        try {
          put(settled);
        } catch (error) {
          fail(error);
          return;
        }
        this.#settle(name);
      },
      fail,
    );
  }

  #fail(error: unknown, step: Step, shape: Shape, at: Container, key: string | number, up: Place): void {
    this.#setbacks += 1;
    if (!shape.nullable) this.#losses += 1;
    // What failed below a place that is null already is not told, as graphql-js does: nobody sees where it was.
    if (!up.holds(at)) return;
    const place = new Place(up, at, key, shape.nullable);
    this.#errors.push(locatedError(error, step.nodes, place.path));
    place.clear();
  }
}

/** Executes a query. It must ask for nothing that is left to graphql-js: see `PreparedOperations`. */
export function executeSteps(
  steps: Steps,
  operation: Operation,
  definition: OperationDefinitionNode,
  context: GatewayContext,
): ExecutionResult | Promise<ExecutionResult> {
  return new Execution(steps, context, new Calls(operation, definition, context)).run();
}
