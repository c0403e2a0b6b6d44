import { newest } from './live';
import type { Entry, Interaction, Participant, Session } from './operations';

/** The transcript with the changes since it was read, the oldest Interaction first. */
export function withChanges(
  { participants, transcript }: Session,
  changes: readonly Interaction[],
): readonly Entry[] {
  const read = transcript?.entries ?? [];
  const entries = new Map(read.map((entry) => [entry.interaction.id, entry]));
  const people = [...(participants?.nodes ?? []), ...read.flatMap(({ from, to }) => [from, to])];
  return newest([...read.map(({ interaction }) => interaction), ...changes]).map((interaction) => ({
    ...(entries.get(interaction.id) ?? entryOf(interaction, people)),
    interaction,
  }));
}

/** An Interaction as an entry of a transcript has it. */
function entryOf(interaction: Interaction, people: readonly (Participant | null)[]): Entry {
  const personOf = (sid: string | null) => people.find((person) => person?.sid === sid) ?? null;
  const { inboundParticipantSid: from, outboundParticipantSid: to } = interaction;
  const direction = to === null ? 'UNKNOWN' : from === null ? 'SYSTEM' : 'BETWEEN';
  return { direction, from: personOf(from), to: personOf(to), interaction };
}
