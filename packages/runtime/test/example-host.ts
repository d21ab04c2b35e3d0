/** The world in which the examples of the docs run: hosts that answer, one that is down, and a mail server that does not answer. */
const bodies: Readonly<Record<string, unknown>> = {
  'https://rates.example/latest': { EUR: 1, USD: 1.08 },
  'https://products.example/1': { name: 'Tea' },
};

globalThis.fetch = async (input, init) => {
  init?.signal?.throwIfAborted();
  await new Promise((resolve) => setTimeout(resolve, 5));
  init?.signal?.throwIfAborted();
  const url = String(input instanceof Request ? input.url : input);
  if (url.startsWith('https://payments.example/')) return new Response(undefined, { status: 503 });
  return url in bodies ? Response.json(bodies[url]) : new Response(undefined, { status: 404 });
};

Object.assign(globalThis, { sendMail: () => new Promise(() => undefined) });
