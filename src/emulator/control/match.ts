/** Selects requests. An absent key matches all. */
export interface RequestMatch {
  /** `GET`, `POST`, `DELETE` … */
  readonly method?: string;
  /** A string is the whole path, with or without its query. A regular expression is searched in path and query. */
  readonly path?: string | RegExp;
}

export function matches(match: RequestMatch, method: string, path: string): boolean {
  if (match.method !== undefined && match.method !== method) return false;
  if (match.path === undefined) return true;
  // `search` ignores `lastIndex` of a global expression.
  if (typeof match.path !== 'string') return path.search(match.path) !== -1;
  return path === match.path || path.split('?', 1)[0] === match.path;
}
