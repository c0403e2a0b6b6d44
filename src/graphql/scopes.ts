/**
 * What a caller may do: read, write, and see personal data unmasked. A caller without `proxy:pii` gets them masked, never
 * an error.
 */
export const scopeNames = ['proxy:read', 'proxy:write', 'proxy:pii'] as const;

export type Scope = (typeof scopeNames)[number];

export type Scopes = ReadonlySet<Scope>;

export const allScopes: Scopes = new Set(scopeNames);

export const isScope = (text: string): text is Scope => (scopeNames as readonly string[]).includes(text);
