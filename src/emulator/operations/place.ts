/** The SIDs in a path, as the client sent them. A SID that the path does not have is an empty string. */
export interface Place {
  /** The path as the client sent it, without its query. */
  readonly path: string;
  readonly serviceSid: string;
  readonly sessionSid: string;
  readonly participantSid: string;
  /** The last SID of the path, or a unique name; empty for a list. */
  readonly sid: string;
}
