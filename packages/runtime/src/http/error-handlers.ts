import { unavailable, type UnavailableOptions } from './unavailable.js';

/** What is used of an answer of Express, 4 or 5. */
interface ExpressResponse {
  readonly headersSent: boolean;
  status(code: number): unknown;
  set(headers: object): unknown;
  send(body: string): unknown;
}

/** What is used of an answer of Fastify. */
interface FastifyReply {
  code(status: number): unknown;
  headers(headers: object): unknown;
  send(payload: unknown): unknown;
}

/**
 * Makes an error handler for Express that answers with 503 where `unavailable` says so, and leaves all other errors,
 * and answers that have begun, to the handlers after it. Use it after the routes.
 */
export function expressErrorHandler(
  options?: UnavailableOptions,
): (error: unknown, request: unknown, response: ExpressResponse, next: (error: unknown) => void) => void {
  return (error, _request, response, next) => {
    const answer = response.headersSent ? undefined : unavailable(error, options);
    if (answer === undefined) {
      next(error);
      return;
    }
    response.status(answer.status);
    response.set(answer.headers);
    response.send(JSON.stringify(answer.body));
  };
}

/**
 * Makes an error handler for Fastify that answers with 503 where `unavailable` says so.
 *
 * @param otherwise For all other errors. Left out, Fastify does with them as it does without a handler.
 */
export function fastifyErrorHandler<Request, Reply extends FastifyReply>(
  options?: UnavailableOptions,
  otherwise: (error: unknown, request: Request, reply: Reply) => unknown = (error, _request, reply) => reply.send(error),
): (error: unknown, request: Request, reply: Reply) => unknown {
  return (error, request, reply) => {
    const answer = unavailable(error, options);
    if (answer === undefined) return otherwise(error, request, reply);
    reply.code(answer.status);
    reply.headers(answer.headers);
    return reply.send(JSON.stringify(answer.body));
  };
}

/**
 * What `unavailable` says as a `Response`, for Hono's `onError`, Next.js, Bun, Deno and workers.
 *
 * @returns `undefined` for any other error.
 */
export function unavailableResponse(error: unknown, options?: UnavailableOptions): Response | undefined {
  const answer = unavailable(error, options);
  return answer && new Response(JSON.stringify(answer.body), answer);
}
