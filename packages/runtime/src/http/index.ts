/**
 * What to tell the clients of an HTTP service while a dependency is down.
 *
 * @module
 */
export { degradedHeaders } from './degraded-headers.js';
export { expressErrorHandler, fastifyErrorHandler, unavailableResponse } from './error-handlers.js';
export { unavailable, type Unavailable, type UnavailableOptions } from './unavailable.js';
