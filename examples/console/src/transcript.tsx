import type { Interaction, Participant } from './operations';

interface TranscriptProps {
  readonly interactions: readonly Interaction[];
  readonly participants: readonly Participant[];
}

/** The messages and calls of a Session. A screen reader reads out what is added. */
export function Transcript({ interactions, participants }: TranscriptProps) {
  const nameOf = (sid: string | null): string =>
    sid === null
      ? 'Service'
      : (participants.find((participant) => participant.sid === sid)?.friendlyName ?? 'Unknown');
  return (
    <section role="log" aria-label="Transcript">
      {interactions.length === 0 && <p>Nothing was said yet.</p>}
      <ol>
        {interactions.map((interaction) => (
          <li key={interaction.id}>
            <p className="who">
              {nameOf(interaction.inboundParticipantSid)} → {nameOf(interaction.outboundParticipantSid)}
            </p>
            <p>{textOf(interaction)}</p>
            <p className="state">
              <time dateTime={interaction.dateCreated ?? undefined}>
                {interaction.dateCreated && new Date(interaction.dateCreated).toLocaleString()}
              </time>
              {' · '}
              <span>{interaction.outboundResourceStatus ?? interaction.inboundResourceStatus}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function textOf({ type, messageBody, callDurationSeconds }: Interaction): string {
  if (type === 'MESSAGE') return messageBody ?? '';
  return callDurationSeconds === null ? 'Call' : `Call of ${callDurationSeconds} s`;
}
