/**
 * Makes an error without the lines of its stack, where the host lets one choose: they take most of the time of a
 * rejection, and a dependency that is left alone is rejected many times, at the same few places.
 */
export function stackless<Made extends Error>(make: () => Made): Made {
  const limit: unknown = Reflect.get(Error, 'stackTraceLimit');
  Reflect.set(Error, 'stackTraceLimit', 0);
  const error = make();
  Reflect.set(Error, 'stackTraceLimit', limit);
  return error;
}
