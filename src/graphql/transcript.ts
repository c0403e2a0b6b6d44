import type { Interaction } from '../twilio/resources/interaction.ts';
import type { Entry } from './field-resolvers.ts';
import type { ProxyTranscriptDirection } from './generated.ts';

/** An Interaction with its direction. All entries of a transcript share `reported`. */
export interface TranscriptEntryModel extends Entry {
  readonly direction: ProxyTranscriptDirection;
  readonly interaction: Interaction;
}

function directionOf({
  inboundParticipantSid,
  outboundParticipantSid,
}: Interaction): ProxyTranscriptDirection {
  if (!outboundParticipantSid) return 'UNKNOWN';
  return inboundParticipantSid ? 'BETWEEN' : 'SYSTEM';
}

interface Dated {
  readonly interaction: Interaction;
  /** In milliseconds since the epoch. */
  readonly at: number;
}

/** Oldest first. Those of the same time are in the reverse order of the list, which starts with the newest. */
function oldestFirst(rows: readonly Interaction[]): readonly Interaction[] {
  const dated: Dated[] = [];
  for (const interaction of rows.toReversed()) {
    const { dateCreated } = interaction;
    // Without a date it stays beside its neighbour in the list.
    const at = dateCreated ? Date.parse(dateCreated) : (dated.at(-1)?.at ?? -Infinity);
    dated.push({ interaction, at });
  }
  return dated.sort((a, b) => a.at - b.at || 0).map(({ interaction }) => interaction);
}

/** @param rows in the order of the list */
export function toTranscriptEntries(rows: readonly Interaction[]): readonly TranscriptEntryModel[] {
  const reported = new Set<unknown>();
  return oldestFirst(rows).map((interaction) => ({
    direction: directionOf(interaction),
    interaction,
    reported,
  }));
}
