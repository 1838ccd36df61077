import { describe, expect, it } from 'vitest';
import type { Coloring } from './coloring';
import { scatterFigure } from '../plots/figures/scatter';
import { plotThemes } from '../plots/plotly';
import { withDots } from './vector-dots';

const points = { coordinates: [0, 0, 10, 4, 5, 1], dims: 2 };
const coloring: Coloring = {
  key: 'label',
  title: 'Label',
  codes: Int32Array.of(0, 12, 0),
  names: Array.from({ length: 13 }, (_, i) => `class ${i}`),
  kind: 'class',
};
const look = { points, coloring, size: 4, isPicked: undefined };
const figure = scatterFigure(points, coloring, { theme: plotThemes.light });

/** What Plotly makes of the corners: one point, then the other. */
const drawing = (first: string, second: string): string => {
  const corner = (place: string) =>
    `<path class="point" transform="translate(${place})" d="M1" style="fill: rgb(1, 2, 3);"/>`;
  return `<svg><g class="points">${corner(first)}${corner(second)}</g></svg>`;
};

describe('an SVG of very many points', () => {
  it('has the dots of a class in one path, where the corners say that the plane lies', () => {
    const { data, finish } = withDots(figure, look);
    expect(data).toHaveLength(3);
    expect(data[2]).toMatchObject({ x: [0, 10], y: [0, 4], showlegend: false });
    const svg = finish?.(drawing('100,300', '200,100'));
    expect(svg).toContain('stroke="#4477aa" stroke-linecap="round" stroke-width="4"');
    expect(svg).toContain('d="M100,300h0M150,250h0"');
    // The thirteenth class: the third colour, and a diamond.
    expect(svg).toContain('fill="#228833" opacity="0.75" d="M200,100m0,-2.6l2.6,2.6');
    expect(svg).not.toContain('rgb(1, 2, 3)');
  });

  it('lets what is selected stand out, and leaves out what the legend hides', () => {
    const picked = withDots(figure, { ...look, isPicked: (point) => point === 2 });
    const svg = picked.finish?.(drawing('0,0', '10,4'));
    expect(svg).toContain('stroke-width="4" opacity="0.1" d="M0,0h0"');
    expect(svg).toContain('stroke-width="5" opacity="1" d="M5,1h0"');
    const [first, ...rest] = figure.data;
    const hidden = { ...figure, data: [{ ...first, visible: 'legendonly' as const }, ...rest] };
    expect(withDots(hidden, look).finish?.(drawing('0,0', '10,4'))).not.toContain('#4477aa');
  });

  it('is refused where the corners are missing, rather than drawn without points', () => {
    expect(() => withDots(figure, look).finish?.('<svg></svg>')).toThrow(/corners/);
  });
});
