/** Text that is safe between tags and in attributes. */
export const escape = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c,
  );

/** A table of ready texts; the first column names its rows. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  caption = '',
): string {
  const cells = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i ? `<td>${escape(cell)}</td>` : `<th scope="row">${escape(cell)}</th>`))
      .join('');
  return `<div class="wide"><table>${caption && `<caption>${escape(caption)}</caption>`}<thead><tr>${header
    .map((cell) => `<th scope="col">${escape(cell)}</th>`)
    .join(
      '',
    )}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`;
}

/** Named figures side by side. */
export const tiles = (facts: readonly (readonly [string, string])[]): string =>
  facts.length
    ? `<dl>${facts.map(([name, value]) => `<div><dt>${escape(name)}</dt><dd>${escape(value)}</dd></div>`).join('')}</dl>`
    : '';

export const details = (summary: string, inner: string): string =>
  `<details><summary>${escape(summary)}</summary>${inner}</details>`;

export const REPORT_STYLE = `:root{color-scheme:light dark;--line:#8884;--soft:#8881}*{box-sizing:border-box}
body{font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;max-width:62rem;margin:0 auto;padding:1.25rem}
header p{opacity:.8;margin:.25rem 0}h1{margin:0}h2{margin:3rem 0 .5rem;border-top:1px solid var(--line);padding-top:1.25rem}h2 small{font-weight:400;opacity:.65}
.wide{overflow-x:auto;margin:.75rem 0}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{padding:.25rem .7rem;text-align:right;border-bottom:1px solid var(--line);font-weight:400}thead th{font-weight:600}th:first-child{text-align:left}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.6rem;margin:1rem 0}dl>div{background:var(--soft);border-radius:.5rem;padding:.5rem .7rem}
dt{font-size:.78rem;opacity:.8}dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));gap:1rem;margin:1rem 0}figure{margin:0;max-width:44rem}
img{display:block;max-width:100%;height:auto;background:#fff;border-radius:.5rem;border:1px solid var(--line)}figcaption{font-size:.85rem;opacity:.8;margin-top:.25rem}
nav ol{columns:2;padding-left:1.25rem}details{margin:.75rem 0}summary{cursor:pointer;font-size:.9rem}code{font-size:.85em;overflow-wrap:anywhere}
@media print{body{max-width:none}nav{display:none}figure,table,dl>div{break-inside:avoid}h2{break-after:avoid}}`;
