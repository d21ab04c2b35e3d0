/** Precision and recall against labels: the rules of matching are those of the corpus's own conventions. */

const ruleNames = {
  R1: 'require-timeout',
  R2: 'no-uncaught-cache-error',
  R3: 'require-circuit-breaker',
  R4: 'require-error-listener',
  R5: 'no-unbounded-concurrency',
  R6: 'no-silent-failure',
  R7: 'no-lost-side-effect',
};

const tolerance = 3;

const lastName = (callee) =>
  String(callee)
    .replace(/\(.*$/s, '')
    .split(/[.\s?!]+/)
    .filter(Boolean)
    .at(-1);

const isNear = (label, item) => item.path === label.path && item.line <= label.line + tolerance && (item.endLine ?? item.line) >= label.line - tolerance;

/** R1 and R3 are read off the inventory of calls, the others off the findings. */
function isReported(label, { calls, findings }) {
  if (label.rule !== 'R1' && label.rule !== 'R3') {
    return findings.some((finding) => finding.rule.replace(/^failsoft\//, '') === ruleNames[label.rule] && isNear(label, finding));
  }
  const hits = calls.filter((call) => isNear(label, call) && lastName(call.callee) === lastName(label.call));
  const [nearest] = hits.sort((a, b) => Math.abs(a.line - label.line) - Math.abs(b.line - label.line));
  return nearest?.[label.rule === 'R1' ? 'timeout' : 'circuitBreaker']?.verdict === 'missing';
}

/** @returns rows by rule: right and wrong reports, missed and rightly silent ones, with the labels behind the mistakes. */
export function score(labels, resultOf) {
  const rows = new Map();
  for (const label of labels) {
    const result = resultOf(label.repo);
    if (label.verdict === 'debatable' || result === undefined) continue;
    const reported = isReported(label, result);
    const should = label.verdict === 'report';
    if (should && !reported && label.wrapper && (label.rule === 'R1' || label.rule === 'R3')) continue;
    const row = rows.get(label.rule) ?? { name: ruleNames[label.rule], right: 0, wrong: [], missed: [], silent: 0 };
    rows.set(label.rule, row);
    if (should && reported) row.right++;
    else if (should) row.missed.push(label);
    else if (reported) row.wrong.push(label);
    else row.silent++;
  }
  return rows;
}

const percent = (part, whole) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);

export function printScore(title, rows, rules) {
  console.log(`\n${title}`);
  console.log('rule                         precision   recall  right wrong missed silent');
  for (const rule of rules) {
    const row = rows.get(rule);
    if (row === undefined) continue;
    const { right, wrong, missed, silent } = row;
    const cells = [right, wrong.length, missed.length, silent].map((count) => String(count).padStart(5)).join(' ');
    console.log(`${`${rule} ${row.name}`.padEnd(29)}${percent(right, right + wrong.length).padStart(8)} ${percent(right, right + missed.length).padStart(8)}  ${cells}`);
  }
}

/** Recall over several rules together. */
export function joinedRecall(rows, rules) {
  const parts = rules.map((rule) => rows.get(rule)).filter((row) => row !== undefined);
  const right = parts.reduce((sum, row) => sum + row.right, 0);
  const missed = parts.reduce((sum, row) => sum + row.missed.length, 0);
  return { right, missed, text: percent(right, right + missed) };
}
