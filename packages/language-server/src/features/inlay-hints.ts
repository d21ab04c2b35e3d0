import type { InlayHint, Range } from 'vscode-languageserver/node';
import type { CheckedDocument } from '../documents/checks.js';
import { overlaps } from '../documents/positions.js';
import { locate } from './records.js';

/** Behind the name of each call: what bounds it. */
export function inlayHintsOf({ document, report }: CheckedDocument, visible: Range): InlayHint[] {
  if (report.inventory === undefined || report.inventory.quiet !== undefined) return [];
  return locate(document, report.inventory).flatMap((located): InlayHint[] => {
    if (located.kind !== 'call' || !overlaps(located.range, visible)) return [];
    const { verdict, reason } = located.call.timeout;
    const label = { present: 'bounded', missing: 'no timeout', unknown: 'timeout unknown' }[verdict];
    return [{ position: located.range.end, label, tooltip: reason, paddingLeft: true, paddingRight: true }];
  });
}
