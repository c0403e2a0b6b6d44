import { ofFailure, ofProblem, type MutationInput } from '../errors/user-errors.ts';
import { defineField, type RequiresOf } from '../planner/define-field.ts';
import { checkWrite } from '../planner/estimate/estimate.ts';
import { FieldRequirement, type Requirement } from '../planner/requirement.ts';
import type { FieldInfo } from '../planner/selection.ts';
import { chargeValues } from '../planner/values.ts';
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
import type { ProxyUserError } from './generated.ts';
import { parseGlobalId, toGlobalId } from './global-id.ts';
import { objectType } from './lookups.ts';

/** The kinds of mutations. `src/resolvers` assigns one to each field. */

type Payload<Name extends string, Model> = Readonly<Record<Name, Model | null>> & {
  readonly userErrors: readonly ProxyUserError[];
};

/**
 * Refuses wrong connection arguments in the payload of a write, before anything is sent. In a query the field of the list
 * has the error, and the rest has data. Throws BAD_USER_INPUT.
 */
function checkPayload(
  { budget }: GatewayContext,
  info: FieldInfo,
  args: { readonly input: object },
  requires: RequiresOf<'write'>,
): void {
  const field = info.parentType.getFields()[info.fieldName];
  if (!field) return;
  const selected = { responseKey: info.fieldName, field, nodes: info.fieldNodes };
  checkWrite(new FieldRequirement(budget.requirements, info, selected, requires), { ...args });
}

/**
 * The payload with an error in place of its records, at any depth. The write has succeeded, and the rest of the payload
 * shows it.
 */
function withoutRecords<P extends object>(payload: P, { parts }: Requirement, error: unknown): P {
  const fail = () => {
    throw error;
  };
  const entries = parts.map(({ field, below }) => {
    if (!below || below.resource) return [field.name, fail];
    const value = (payload as Readonly<Record<string, unknown>>)[field.name];
    const items = Array.isArray(value) ? (value as readonly object[]) : null;
    return [field.name, items?.map((item) => withoutRecords(item, below, error)) ?? value];
  });
  return { ...payload, ...Object.fromEntries(entries) } as P;
}

/** Charges the values of a payload. Its records are null with QUERY_TOO_COMPLEX when they do not fit into the answer. */
function chargePayload<P extends object>({ budget }: GatewayContext, info: FieldInfo, payload: P): P {
  const requirement = budget.requirements.of(info, objectType(info), info.fieldNodes);
  try {
    chargeValues(budget.answer, requirement, payload);
    return payload;
  } catch (error) {
    return withoutRecords(payload, requirement, error);
  }
}

/**
 * A root field that writes. Its payload is checked before the write and charged after it. `selects`: whether the payload has
 * that field.
 */
export const write = <Input extends object, P extends object>(
  requires: Omit<RequiresOf<'write'>, 'kind'>,
  resolve: (input: Input, context: GatewayContext, selects: (field: string) => boolean) => Promise<P>,
) =>
  defineField(
    async (
      _: unknown,
      args: { readonly input: Input },
      context: GatewayContext,
      info: FieldInfo,
    ): Promise<P> => {
      checkPayload(context, info, args, { kind: 'write', ...requires });
      const { fields } = context.budget.requirements.of(info, objectType(info), info.fieldNodes);
      const selects = (name: string) => fields.some(({ field }) => field.name === name);
      return chargePayload(context, info, await resolve(args.input, context, selects));
    },
    { kind: 'write', ...requires },
  );

/** Sends a write. Returns user errors in place of the record when the input is wrong, or when Twilio refuses it. */
async function send<Model>(
  { budget }: GatewayContext,
  input: MutationInput,
  rules: { readonly form: FormRules; readonly nullClears: boolean; readonly idField: string | null },
  sendForm: (form: MutationInput) => Promise<Model>,
): Promise<[record: Model | null, userErrors: readonly ProxyUserError[]]> {
  const refused = (errors: readonly ProxyUserError[]): [null, readonly ProxyUserError[]] => {
    budget.answer.recordUserErrors(errors.map(({ code }) => code));
    return [null, errors];
  };
  const problems = checkForm(rules.form, input, rules.nullClears);
  if (problems.length > 0) return refused(problems.map(ofProblem));
  try {
    return [await sendForm(input), []];
  } catch (error) {
    return refused([ofFailure(error, input, rules.idField)]);
  }
}

/** Sends a write that returns its record, and makes the payload with the record under that name. */
async function sendForRecord<R extends Resource, Name extends string>(
  context: GatewayContext,
  resource: R,
  name: Name,
  input: MutationInput,
  rules: Parameters<typeof send>[2],
  sendForm: (form: MutationInput) => Promise<ModelOf<R>>,
): Promise<Payload<Name, ModelOf<R>>> {
  const [record, userErrors] = await send(context, input, rules, sendForm);
  if (record) context.loaders.prime(resource, record);
  return { [name]: record, userErrors } as unknown as Payload<Name, ModelOf<R>>;
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
  const rules = { form: resource.operations.create, nullClears: false, idField: parentField };
  const pathsOf = (input: MutationInput) => [parentOf(input)];
  return write({ resource, operation: 'create', pathsOf }, (input: MutationInput, context) => {
    const { loaders, client } = context;
    const parent = parentOf(input);
    return sendForRecord(context, resource, name, input, rules, (form) =>
      loaders.write(parent, (caller) =>
        client.create(resource, parent, withoutNulls(form) as CreateInput<R>, caller),
      ),
    );
  });
}

/** A mutation that changes the record of that id. */
export function update<R extends Updatable, Name extends string>(resource: R, name: Name) {
  const pathOf = (input: MutationInput) => recordPath(resource, input);
  const rules = { form: resource.operations.update, nullClears: true, idField: 'id' };
  const pathsOf = (input: MutationInput) => [pathOf(input)];
  return write({ resource, operation: 'update', pathsOf }, (input: MutationInput, context) => {
    const { loaders, client } = context;
    const path = pathOf(input);
    return sendForRecord(context, resource, name, input, rules, (form) =>
      loaders.write(path, (caller) => client.update(resource, path, form as UpdateInput<R>, caller)),
    );
  });
}

/** A mutation that removes the record of that id; `related` makes the records of its payload out of the path. */
export function remove<Related extends object>(resource: Removable, related: (path: SidPath) => Related) {
  const pathOf = (input: MutationInput) => recordPath(resource, input);
  const rules = { form: { inputs: {} }, nullClears: false, idField: 'id' };
  const pathsOf = (input: MutationInput) => [pathOf(input)];
  return write({ resource, operation: 'remove', pathsOf }, async (input: MutationInput, context) => {
    const { loaders, client } = context;
    const path = pathOf(input);
    const [deletedId, userErrors] = await send(context, input, rules, async () => {
      await loaders.write(path, (caller) => client.remove(resource, path, caller));
      return toGlobalId(path);
    });
    return { deletedId, userErrors, ...(deletedId === null ? ({} as Related) : related(path)) };
  });
}
