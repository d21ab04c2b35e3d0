/**
 * What a text must be after an edit, said as the lines that change.
 * @param changes pairs of what is there once, and what stands there afterwards
 */
export function edited(text, changes) {
  return changes.reduce((current, [before, after]) => {
    const parts = current.split(before);
    if (parts.length !== 2) throw new Error(`Expected once, found ${parts.length - 1} times: ${before}`);
    return parts.join(after);
  }, text);
}
