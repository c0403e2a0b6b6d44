import type { Middleware, Next } from './request.ts';

/** Puts middleware around a transport. The first in the list is the outermost. */
export const compose = (middlewares: readonly Middleware[], transport: Next): Next =>
  middlewares.reduceRight<Next>((next, middleware) => (request) => middleware(request, next), transport);
