/** The README as it is packed. */

const picture = /^!\[[^\]]*\]\([^):]+\)\n\n?/gm;

/**
 * Without the pictures that lie beside it. On its page of an extension the editor shows those with an address on the web, and as broken what is a
 * file of the package or data in the text. vsce would write such addresses if the manifest named a repository.
 */
export function withoutPictures(markdown) {
  return markdown.replace(picture, '');
}
