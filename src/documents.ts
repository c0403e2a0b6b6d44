import type { Config } from './config/config.ts';
import { invalidConfiguration } from './config/parse.ts';
import type { Logger } from './observability/logger.ts';
import type { TrustedDocumentOptions } from './server/plugins/trusted-documents.ts';
import { ManifestError } from './server/trusted-documents/manifest.ts';
import { openTrustedDocuments, type TrustedDocuments } from './server/trusted-documents/trusted-documents.ts';

/**
 * Opens the trusted documents, if there is a manifest.
 *
 * @throws ConfigError if it is invalid
 */
export async function openDocuments(config: Config, logger: Logger): Promise<TrustedDocuments | null> {
  const { trustedDocuments, limits } = config;
  if (trustedDocuments === null) return null;
  try {
    return await openTrustedDocuments({ path: trustedDocuments.path, maxTokens: limits.tokens, logger });
  } catch (error) {
    if (error instanceof ManifestError) {
      throw invalidConfiguration([`✖ PERSISTED_DOCUMENTS names a file that ${error.message}.`]);
    }
    throw error;
  }
}

/** Lets callers run the documents, and those who may explore any other. */
export const runDocuments = (
  { trustedDocuments, routerSecret }: Config,
  documents: TrustedDocuments,
): TrustedDocumentOptions => ({
  documents,
  mayExplore: ({ scopes, isRouter }) =>
    !trustedDocuments?.only || scopes.has('proxy:explore') || (routerSecret !== null && isRouter),
});
