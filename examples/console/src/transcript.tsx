import type { Entry, Interaction } from './operations';

/** The messages and calls of a Session. A screen reader reads out what is added. */
export const Transcript = ({ entries }: { entries: readonly Entry[] }) => (
  <section role="log" aria-label="Transcript">
    {entries.length === 0 && <p>Nothing was said yet.</p>}
    <ol>
      {entries.map(({ direction, from, to, interaction }) => (
        <li key={interaction.id} className={direction.toLowerCase()}>
          <p className="who">
            {direction === 'SYSTEM' ? 'Service' : (from?.friendlyName ?? 'Unknown')} →{' '}
            {to?.friendlyName ?? 'Unknown'}
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

function textOf({ type, messageBody, callDurationSeconds }: Interaction): string {
  if (type === 'MESSAGE') return messageBody ?? '';
  return callDurationSeconds === null ? 'Call' : `Call of ${callDurationSeconds} s`;
}
