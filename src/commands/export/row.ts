import { lastDigits } from '../../graphql/masking.ts';
import { toGlobalId } from '../../graphql/global-id.ts';
import { maskData } from '../../resolvers/interaction-data.ts';
import { type ModelOf, pathOf, type Resource } from '../../twilio/resource.ts';
import { type Interaction, interaction } from '../../twilio/resources/interaction.ts';
import { type Participant, participant } from '../../twilio/resources/participant.ts';
import { type Session, session } from '../../twilio/resources/session.ts';

/** The id and all fields of a record, named as in the schema, with Twilio's values. Null where Twilio sends none. */
function fieldsOf<R extends Resource>(resource: R, model: ModelOf<R>): Record<string, unknown> {
  const names = [...resource.path, ...resource.columns.map(({ name }) => name)];
  const values = model as Readonly<Record<string, unknown>>;
  const entries = names.map((name): [string, unknown] => [name, values[name] ?? null]);
  return Object.fromEntries<unknown>([['id', toGlobalId(pathOf(resource, model))], ...entries]);
}

/** Writes records as JSON. */
export interface RowFormat {
  /** The line of a Session up to its lists. It starts with the id, by which `--resume` knows the line. */
  readonly session: (row: Session) => string;
  readonly participant: (row: Participant) => string;
  readonly interaction: (row: Interaction) => string;
}

/** The format of rows. Without `pii` personal data is masked as for callers without the scope `proxy:pii`. */
export function rowFormat(pii: boolean): RowFormat {
  const mask = (value: unknown, masked: (text: string) => string) =>
    pii || typeof value !== 'string' ? value : masked(value);
  return {
    session: (row) => JSON.stringify(fieldsOf(session, row)).slice(0, -1),
    participant(row) {
      const fields = fieldsOf(participant, row);
      return JSON.stringify({ ...fields, identifier: mask(fields['identifier'], lastDigits) });
    },
    interaction(row) {
      const fields = fieldsOf(interaction, row);
      return JSON.stringify({ ...fields, data: mask(fields['data'], maskData) });
    },
  };
}
