import { VisuallyHidden } from '@mantine/core';
import { formatCount } from './format';
import { colorOf } from './palette';

/** One bar cut by class, largest first. */
export function ClassMix({
  counts,
  names,
  width = 220,
}: {
  counts: readonly number[];
  names: readonly string[];
  width?: number;
}) {
  const total = counts.reduce((sum, count) => sum + count, 0) || 1;
  const parts = counts
    .map((count, code) => ({ count, code }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const text = parts.map(({ count, code }) => `${names[code]}: ${formatCount(count)}`).join(', ');
  return (
    <div
      title={text}
      style={{
        display: 'flex',
        width,
        height: 14,
        borderRadius: 4,
        overflow: 'hidden',
        position: 'relative',
        marginLeft: 'auto',
      }}
    >
      {parts.map(({ count, code }) => (
        <div key={code} style={{ width: `${(count / total) * 100}%`, background: colorOf(code) }} />
      ))}
      <VisuallyHidden>{text}</VisuallyHidden>
    </div>
  );
}
