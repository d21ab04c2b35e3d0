import type { EvidenceRecord } from 'eslint-plugin-failsoft';
import type { InlayHint, InlayHintLabelPart, Range } from 'vscode-languageserver/node';
import type { CheckedDocument } from '../documents/checks.js';
import { overlaps } from '../documents/positions.js';
import { linePlaceOf } from './line-place.js';
import { locate } from './records.js';

/** Behind the name of each call: what ends it. */
export function inlayHintsOf({ document, report }: CheckedDocument, visible: Range): InlayHint[] {
  if (report.inventory === undefined || report.inventory.quiet !== undefined) return [];
  return locate(document, report.inventory).flatMap((located): InlayHint[] => {
    if (located.kind !== 'call' || !overlaps(located.range, visible)) return [];
    return [{ position: located.range.end, label: [labelOf(located.call.timeout)], paddingLeft: true, paddingRight: true }];
  });
}

/** Leads to the place that bounds the call. */
function labelOf({ verdict, reason, where, limitMs }: EvidenceRecord): InlayHintLabelPart {
  const value = { present: limitMs === undefined ? 'bounded' : `≤ ${durationText(limitMs)}`, missing: 'no timeout', unknown: 'timeout unknown' }[verdict];
  if (where === undefined) return { value, tooltip: reason };
  const { uri, name, line } = linePlaceOf(where);
  const start = { line: line - 1, character: 0 };
  return { value, tooltip: `${reason} (${name})`, location: { uri, range: { start, end: start } } };
}

/** '5 s', '2.5 s', '750 ms', '5 min'. */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  if (ms >= 120_000 && ms % 60_000 === 0) return `${ms / 60_000} min`;
  return `${Number((ms / 1_000).toFixed(3))} s`;
}
