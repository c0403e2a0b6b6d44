export const codesOf = (errors: readonly unknown[]): unknown[] =>
  errors.map((error) => (error as { extensions?: { code?: unknown } }).extensions?.code);
