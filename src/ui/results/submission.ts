/**
 * Predictions as Kaggle's digit recogniser takes them: `ImageId` from 1 in file order, `Label`; on demand how sure each is,
 * which Kaggle does not take.
 */
export function submissionCsv(
  labels: Int32Array,
  names: readonly string[],
  confidence?: (row: number) => number,
): string {
  const sure = (row: number): string => (confidence ? `,${confidence(row).toFixed(6)}` : '');
  const lines = Array.from(
    labels,
    (code, row) => `${row + 1},${quoted(names[code] ?? String(code))}${sure(row)}`,
  );
  return `ImageId,Label${confidence ? ',Confidence' : ''}\n${lines.join('\n')}\n`;
}

const quoted = (name: string): string =>
  /[",\n\r]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
