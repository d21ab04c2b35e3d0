import type { OptionPlace } from './schema.js';

/** How code writes an option: `socket.socketTimeout`, `connect_timeout` of a URL, `.timeout()` of a chain. */
export function writtenOption(place: OptionPlace): string {
  switch (place.at) {
    case 'client':
    case 'call':
      return place.path;
    case 'url':
      return place.parameter;
    case 'chain':
      return `.${place.method}()`;
    case 'ending':
      return `'${place.event}' listener`;
  }
}
