import Papa from 'papaparse';

/** Hands a file to the person. */
export function downloadBlob(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const downloadText = (fileName: string, text: string, type: string): void =>
  downloadBlob(fileName, new Blob([text], { type }));

export function downloadCsv(fileName: string, header: string[], rows: (string | number)[][]): void {
  downloadText(
    fileName,
    Papa.unparse({ fields: header, data: rows }, { newline: '\n' }),
    'text/csv',
  );
}

/** A name that every file system takes: "t-SNE 2-D, 8,400 rows" → "t-sne-2-d-8400-rows". */
export const fileNameOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/,(?=\d)/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
