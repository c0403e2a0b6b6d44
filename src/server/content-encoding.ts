import type { onRequestHookHandler } from 'fastify';
import Negotiator from 'negotiator';

/** How answers may be encoded, the best first. */
export const contentEncodings: ('br' | 'gzip')[] = ['br', 'gzip'];

/** Negotiator as it is used here; its types lack `preferred`. */
interface EncodingNegotiator {
  encoding(
    available: readonly string[],
    options: { readonly preferred: readonly string[] },
  ): string | undefined;
}

/** The encoding of an answer to a request with that `Accept-Encoding`, after RFC 9110, section 12.5.3. */
function chooseEncoding(accepted: string): string {
  // RFC 9110, section 8.4.1.3: an old name of the same encoding.
  const headers = { 'accept-encoding': accepted.replace(/\bx-gzip\b/gi, 'gzip') };
  const negotiator: EncodingNegotiator = new Negotiator({ headers });
  const available = [...contentEncodings, 'identity'];
  return negotiator.encoding(available, { preferred: contentEncodings }) ?? 'identity';
}

/**
 * Replaces `Accept-Encoding` by the one encoding that is chosen. The fastify plugins that choose after it read `*` as
 * gzip, even where the header refuses gzip.
 */
export const settleEncoding: onRequestHookHandler = ({ raw: { headers } }, _reply, next) => {
  const accepted = headers['accept-encoding'];
  if (accepted !== undefined) headers['accept-encoding'] = chooseEncoding(accepted);
  next();
};
