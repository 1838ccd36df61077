/** Predictions as Kaggle's digit recogniser takes them: `ImageId` from 1 in file order, `Label`. */
export function submissionCsv(labels: Int32Array, names: readonly string[]): string {
  const lines = Array.from(labels, (code, row) => `${row + 1},${names[code] ?? code}`);
  return `ImageId,Label\n${lines.join('\n')}\n`;
}
