import { type Middleware, NotSentError, type TwilioRequest } from './request.ts';

/** Rejects with the refusal itself for the first attempt, and with a NotSentError for a repetition. */
async function refuse({ repetition }: TwilioRequest, refusal: unknown): Promise<never> {
  if (repetition === undefined) throw refusal;
  throw new NotSentError('aborted', 'There is no budget for another attempt.', { cause: refusal });
}

/**
 * Charges each attempt to the operation that makes it. When the charge throws, the attempt is not made: the first attempt
 * rejects with what was thrown, and a repetition ends the retries, so that the caller gets the failure before it.
 */
export const chargeBudget: Middleware = (request, next) => {
  try {
    request.context.onCall(request.endpoint);
  } catch (refusal) {
    return refuse(request, refusal);
  }
  return next(request);
};
