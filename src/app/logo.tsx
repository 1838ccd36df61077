/** Nine points, three of them labelled. */
export function Logo({ size = 26 }: { size?: number }) {
  const points = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ row, column })));
  const labelled: Record<string, string> = { '0-0': '#4477aa', '1-2': '#ee7733', '2-1': '#009988' };
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      {points.map(({ row, column }) => {
        const color = labelled[`${row}-${column}`];
        return (
          <circle
            key={`${row}-${column}`}
            cx={6 + column * 10}
            cy={6 + row * 10}
            r={color ? 4.4 : 2.6}
            fill={color ?? '#9aa3b2'}
          />
        );
      })}
    </svg>
  );
}
