/** Places as people read them, out of URIs as the server writes them. */

/** @param uri of a folder */
export function folderNameOf(uri: string): string {
  return decodeURIComponent(uri.replace(/\/$/, '').replace(/^.*\//, ''));
}

/** Absolute for a file that is not in the folder, which links may lead to. */
export function relativePath(uri: string, folder: string): string {
  return decodeURIComponent(uri.startsWith(`${folder}/`) ? uri.slice(folder.length + 1) : uri.replace(/^file:\/\//, ''));
}
