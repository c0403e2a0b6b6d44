export interface ListedSession {
  readonly id: string;
  readonly uniqueName: string | null;
  readonly status: string | null;
  readonly dateCreated: string | null;
}

/** Whether a Session can be selected. */
export const isOpen = ({ status }: ListedSession): boolean => status !== 'CLOSED';

interface SessionTableProps {
  readonly sessions: readonly ListedSession[];
  /** Ids. */
  readonly selected: readonly string[];
  readonly onSelect: (selected: readonly string[]) => void;
}

/** Sessions as links to their pages, and a checkbox for each that is not closed. */
export function SessionTable({ sessions, selected, onSelect }: SessionTableProps) {
  const open = sessions.filter(isOpen).map(({ id }) => id);
  const isAll = open.length > 0 && open.every((id) => selected.includes(id));
  const select = (id: string, isSelected: boolean) =>
    onSelect(isSelected ? [...selected, id] : selected.filter((other) => other !== id));
  return (
    <table>
      <caption>Sessions</caption>
      <thead>
        <tr>
          <td>
            <input
              type="checkbox"
              aria-label="Select all"
              checked={isAll}
              disabled={open.length === 0}
              onChange={() => onSelect(isAll ? [] : open)}
            />
          </td>
          <th scope="col">Name</th>
          <th scope="col">Status</th>
          <th scope="col">Created</th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => {
          const { id, uniqueName, status, dateCreated } = session;
          return (
            <tr key={id}>
              <td>
                {isOpen(session) && (
                  <input
                    type="checkbox"
                    aria-label={`Select ${uniqueName ?? id}`}
                    checked={selected.includes(id)}
                    onChange={({ target }) => select(id, target.checked)}
                  />
                )}
              </td>
              <th scope="row">
                <a href={`#${id}`}>{uniqueName ?? id}</a>
              </th>
              <td>{status}</td>
              <td>{dateCreated && new Date(dateCreated).toLocaleString()}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
