import { type Middleware, NotSentError, type TwilioRequest } from './request.ts';

async function refuse({ repetition }: TwilioRequest, cause: unknown): Promise<never> {
  if (repetition === undefined) throw cause;
  throw new NotSentError('aborted', 'There is no budget for another attempt.', { cause });
}

/**
 * Charges each attempt to whoever waits for it. What the charge for the first attempt throws is thrown. An attempt that
 * cannot be repeated for want of budget is not sent, so the caller gets the failure before it.
 */
export const chargeBudget: Middleware = (request, next) => {
  try {
    request.waiter.onCall(request.endpoint);
  } catch (cause) {
    return refuse(request, cause);
  }
  return next(request);
};
