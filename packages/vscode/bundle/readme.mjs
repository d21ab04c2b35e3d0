/** The README as it is packed. */

const picture = /^!\[[^\]]*\]\([^):]+\)\n\n?/gm;

/**
 * Without the pictures that lie beside it. The editor's page of an extension shows what has an address on the web, and nothing else, neither
 * files of the package nor data in the text; vsce would write such addresses, but for a repository that there is none of yet.
 */
export function withoutPictures(markdown) {
  return markdown.replace(picture, '');
}
