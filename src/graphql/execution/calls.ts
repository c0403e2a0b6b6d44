import { defaultFieldResolver, type GraphQLResolveInfo, type OperationDefinitionNode } from 'graphql';
import type { Arguments } from '../argument-values.ts';
import type { GatewayContext } from '../context.ts';
import type { FieldInfo, Operation } from '../selection.ts';
import { infoOf } from './info.ts';
import type { Step } from './steps.ts';

const NO_ARGUMENTS: Arguments = Object.freeze({});

/** The calls of resolvers in one operation. What they are told is the same for each record, and worked out once. */
export class Calls {
  readonly #operation: Operation;
  readonly #definition: OperationDefinitionNode;
  readonly #context: GatewayContext;
  readonly #infos: FieldInfo[] = [];
  readonly #arguments: Arguments[] = [];

  constructor(operation: Operation, definition: OperationDefinitionNode, context: GatewayContext) {
    this.#operation = operation;
    this.#definition = definition;
    this.#context = context;
  }

  /** What the resolver of a field gives, or throws. Throws also when the value of an argument does not fit its type. */
  resolve(step: Step, source: unknown): unknown {
    const { field } = step;
    if (field === null) return step.parentType.name;
    const info = this.infoAt(step);
    return (field.resolve ?? defaultFieldResolver)(
      source,
      this.#argumentsOf(step, info),
      this.#context,
      info,
    );
  }

  infoAt(step: Step): GraphQLResolveInfo {
    const info = (this.#infos[step.index] ??= infoOf(step, this.#operation, this.#definition));
    return info as GraphQLResolveInfo;
  }

  #argumentsOf({ given, index }: Step, { variableValues }: FieldInfo): Arguments {
    return given?.fixed ?? (this.#arguments[index] ??= given?.of(variableValues) ?? NO_ARGUMENTS);
  }
}
