/** Which requests are meant; a part that is left out means all. */
export interface RequestMatch {
  /** `GET`, `POST`, `DELETE` … */
  readonly method?: string;
  /** A text is the whole path, with or without its query; an expression is looked for in path and query. */
  readonly path?: string | RegExp;
}

export function matches(match: RequestMatch, method: string, path: string): boolean {
  if (match.method !== undefined && match.method !== method) return false;
  if (match.path === undefined) return true;
  // `search` disregards the state of a global expression.
  if (typeof match.path !== 'string') return path.search(match.path) !== -1;
  return path === match.path || path.split('?', 1)[0] === match.path;
}
