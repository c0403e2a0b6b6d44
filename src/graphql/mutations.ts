import { checkForm, type FormRules } from '../twilio/inputs.ts';
import type {
  Creatable,
  CreateInput,
  ModelOf,
  Removable,
  Resource,
  SidPath,
  Updatable,
  UpdateInput,
} from '../twilio/resource.ts';
import type { GatewayContext } from './context.ts';
import { defineField } from '../planner/define-field.ts';
import type { ProxyUserError } from './generated.ts';
import { parseGlobalId, toGlobalId } from './global-id.ts';
import { type MutationInput, ofFailure, ofProblem } from '../errors/user-errors.ts';

/** The kinds of mutations; `src/resolvers` says which field is which. */

export interface MutationArguments {
  readonly input: MutationInput;
}

type Payload<Name extends string, Model> = Readonly<Record<Name, Model | null>> & {
  readonly userErrors: readonly ProxyUserError[];
};

const payload = <Name extends string, Model>(
  name: Name,
  record: Model | null,
  userErrors: readonly ProxyUserError[],
) => ({ [name]: record, userErrors }) as unknown as Payload<Name, Model>;

/** Carries a write out, or says what is wrong with its input; nothing is sent as long as something is. */
async function carryOut<Model>(
  { userErrors }: GatewayContext,
  input: MutationInput,
  rules: { readonly form: FormRules; readonly nullClears: boolean; readonly idField: string | null },
  send: (form: MutationInput) => Promise<Model>,
): Promise<[record: Model | null, userErrors: readonly ProxyUserError[]]> {
  const refused = (errors: readonly ProxyUserError[]): [null, readonly ProxyUserError[]] => {
    userErrors.push(...errors.map(({ code }) => code));
    return [null, errors];
  };
  const problems = checkForm(rules.form, input, rules.nullClears);
  if (problems.length > 0) return refused(problems.map(ofProblem));
  try {
    return [await send(input), []];
  } catch (error) {
    return refused([ofFailure(error, input, rules.idField)]);
  }
}

const withoutNulls = (input: MutationInput): MutationInput =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));

const idOf = (input: MutationInput, field: string) => String(input[field]);

/** The path of the record whose id is in the input. Throws BAD_USER_INPUT. */
const recordPath = (resource: Resource, input: MutationInput): SidPath =>
  parseGlobalId(resource, idOf(input, 'id'));

/** A mutation that creates a record under the parent of the id in `parentField`; null there is the account. */
export function create<R extends Creatable, Name extends string>(
  resource: R,
  name: Name,
  parentField: string | null,
) {
  const parentOf = (input: MutationInput): SidPath =>
    resource.parent && parentField !== null ? parseGlobalId(resource.parent, idOf(input, parentField)) : [];
  return defineField(
    async (_: unknown, { input }: MutationArguments, context: GatewayContext) => {
      const { loaders } = context;
      const parent = parentOf(input);
      const rules = { form: resource.operations.create, nullClears: false, idField: parentField };
      const result = await carryOut(context, input, rules, async (form): Promise<ModelOf<R>> => {
        const model = await loaders.write(parent, (client, caller) =>
          client.create(resource, parent, withoutNulls(form) as CreateInput<R>, caller),
        );
        loaders.prime(resource, model);
        return model;
      });
      return payload(name, ...result);
    },
    { kind: 'write', resource, operation: 'create', pathOf: parentOf },
  );
}

/** A mutation that changes the record of that id. */
export const update = <R extends Updatable, Name extends string>(resource: R, name: Name) =>
  defineField(
    async (_: unknown, { input }: MutationArguments, context: GatewayContext) => {
      const { loaders } = context;
      const path = recordPath(resource, input);
      const rules = { form: resource.operations.update, nullClears: true, idField: 'id' };
      const result = await carryOut(context, input, rules, async (form): Promise<ModelOf<R>> => {
        const model = await loaders.write(path, (client, caller) =>
          client.update(resource, path, form as UpdateInput<R>, caller),
        );
        loaders.prime(resource, model);
        return model;
      });
      return payload(name, ...result);
    },
    { kind: 'write', resource, operation: 'update', pathOf: (input) => recordPath(resource, input) },
  );

/**
 * A mutation that removes the record of that id; `related` makes the records of its payload out of the path. Everything
 * under the same parent is forgotten, because the record may be known under another path as well.
 */
export const remove = <Related extends object>(resource: Removable, related: (path: SidPath) => Related) =>
  defineField(
    async (_: unknown, { input }: MutationArguments, context: GatewayContext) => {
      const path = recordPath(resource, input);
      const rules = { form: { inputs: {} }, nullClears: false, idField: 'id' };
      const [deletedId, userErrors] = await carryOut(context, input, rules, async () => {
        await context.loaders.write(path.slice(0, -1), (client, caller) =>
          client.remove(resource, path, caller),
        );
        return toGlobalId(path);
      });
      return { deletedId, userErrors, ...(deletedId === null ? ({} as Related) : related(path)) };
    },
    { kind: 'write', resource, operation: 'remove', pathOf: (input) => recordPath(resource, input) },
  );
