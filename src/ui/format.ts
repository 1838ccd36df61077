import { figures } from '../core/figures';
import type { ParamValue } from '../core/params';
import type { RowSelection, Scaling } from '../core/run';

const MISSING = '–';

/** Numbers as people read them: thousands apart, as many decimals as carry meaning, tiny and huge ones as powers. */
export function formatNumber(value: number | undefined, digits = 4): string {
  if (value === undefined) return MISSING;
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return value.toLocaleString('en-GB');
  const size = Math.abs(value);
  if (size >= 1e9 || size < 1e-4) return value.toExponential(2);
  const decimals = size >= 1000 ? 1 : size >= 100 ? 2 : digits;
  return value.toLocaleString('en-GB', { maximumFractionDigits: decimals });
}

export const formatCount = (value: number): string => value.toLocaleString('en-GB');

export const formatPercent = (share: number, digits = 2): string =>
  `${(share * 100).toFixed(digits)} %`;

/** "0.42 s", "12.3 s", "3 min 05 s". */
export function formatSeconds(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return MISSING;
  if (seconds < 0.001) return '< 1 ms';
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** An estimate, not a stopwatch: whole seconds, and "about". */
export function formatTimeLeft(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return '';
  if (seconds < 1.5) return 'nearly done';
  if (seconds < 90) return `about ${Math.round(seconds)} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}

/** One figure that carries meaning, or a five after it: 0.4, 3, 15, 20, 350. */
function roughly(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  const steps = value / unit < 3 ? 2 : 1;
  return (Math.round((value / unit) * steps) / steps) * unit;
}

/** What a run is expected to take: "About 20 s, 0.5 GB of memory"; the time only where it is known. */
export function formatEstimate({ seconds, bytes }: { seconds?: number; bytes: number }): string {
  const gigabytes = bytes / 1e9;
  const memory =
    gigabytes < 0.1
      ? 'less than 0.1 GB of memory'
      : `${gigabytes < 10 ? roughly(gigabytes).toFixed(1) : Math.round(gigabytes)} GB of memory`;
  if (seconds === undefined) return `Takes ${memory}`;
  if (seconds < 1) return `Less than a second, ${memory}`;
  if (seconds < 90) return `About ${Math.round(roughly(seconds))} s, ${memory}`;
  const minutes = seconds / 60;
  return minutes < 90
    ? `About ${Math.round(roughly(minutes))} min, ${memory}`
    : `About ${Math.round(roughly(minutes / 60))} h, ${memory}`;
}

/** pandas' style: "251.5 MB" of 1,048,576 bytes. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return unit === 0 ? `${size} bytes` : `${size.toFixed(1)} ${units[unit]}`;
}

export function formatParam(value: ParamValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'number' ? formatNumber(value, 6) : value;
}

export const scalingLabels: Record<Scaling, string> = {
  raw: 'raw pixel values',
  unit: 'pixels scaled to 0…1',
  standard: 'pixels standardised',
  gradients: 'oriented gradients',
  straightGradients: 'oriented gradients of straightened images',
};

const ordinal = (n: number): string => {
  const teens = n % 100 > 10 && n % 100 < 14;
  return `${n}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
};

export function describeRows(rows: RowSelection): string {
  switch (rows.kind) {
    case 'all':
      return 'all rows';
    case 'stride':
      return rows.step === 1 ? 'all rows' : `every ${ordinal(rows.step)} row`;
    case 'random':
      return `${formatCount(rows.count)} random rows, seed ${rows.randomState}`;
    case 'stratified':
      return `${formatCount(rows.count)} rows stratified by label, seed ${rows.randomState}`;
    case 'budget':
      return describeBudget(rows.budget);
    case 'splitOf':
      return rows.part === 'train'
        ? 'the network’s training rows'
        : 'the network’s validation rows';
  }
}

function describeBudget(budget: Extract<RowSelection, { kind: 'budget' }>['budget']): string {
  switch (budget.kind) {
    case 'blanks':
      return 'labels as in the file';
    case 'share':
      return `${formatPercent(budget.trainSize, 1)} of labels kept, seed ${budget.randomState}`;
    case 'perClass':
      return `${budget.count} labels per class, seed ${budget.randomState}`;
  }
}

/** A figure's name for people; a figure nobody has named yet reads as its words. */
export function figureLabel(name: string): string {
  if (figures[name]) return figures[name].label;
  const words = name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function formatFigure(name: string, value: number | undefined): string {
  const facts = figures[name];
  if (value === undefined || !facts) return formatNumber(value);
  if (facts.percent) return formatPercent(value, facts.digits);
  return value.toLocaleString('en-GB', { maximumFractionDigits: facts.digits });
}
