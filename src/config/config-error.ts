/** A mistake in the options, told so that it can be mended. A value never stands in it, because it could be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
