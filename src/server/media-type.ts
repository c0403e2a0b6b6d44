import Negotiator from 'negotiator';

/** The media types of an answer that is one JSON text, as GraphQL over HTTP names them; the first is the default. */
export const mediaTypes = {
  json: 'application/json; charset=utf-8',
  graphqlResponse: 'application/graphql-response+json; charset=utf-8',
} as const;

export type MediaType = (typeof mediaTypes)[keyof typeof mediaTypes];

const isMediaType = (type: string | undefined): type is MediaType =>
  Object.values<string | undefined>(mediaTypes).includes(type);

/**
 * The media type of the answer to a request with that `Accept` header, which is empty where there is none; null when the
 * client takes neither. Apollo chooses by the same code in the same order, but only when the operation has been executed.
 */
export function chooseMediaType(accept: string): MediaType | null {
  if (accept === '') return mediaTypes.json;
  const preferred = new Negotiator({ headers: { accept } }).mediaType(Object.values(mediaTypes));
  return isMediaType(preferred) ? preferred : null;
}
