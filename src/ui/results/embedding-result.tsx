import { Stack, Text } from '@mantine/core';
import type { RunResult } from '../../core/run';
import { useTableOf } from '../../state/lab';
import { EmbeddingScatter } from '../scatter/embedding-scatter';
import { tilesOf } from './evaluation-tiles';
import { FigureTiles } from '../figure-tiles';
import { EmbeddingHead } from '../head-table';
import { LossOfResult } from '../plots/loss-view';
import { pointsOf } from '../scatter/points';
import { HowItCameAbout } from '../scatter/how-it-came-about';
import { VarianceList } from './variance-list';

interface Props {
  result: RunResult;
  /** Colouring to begin with: 'label', or `cluster:<result id>`. */
  coloring?: string;
  height?: number;
}

/** An embedding or features: picture where there are two or three axes, figures, first rows. */
export function EmbeddingResult({ result, coloring, height }: Props) {
  const table = useTableOf(result);
  const points = pointsOf(result);
  if (!points) return null;
  return (
    <Stack gap="lg">
      <FigureTiles tiles={tilesOf(result)} />
      <div className="fl-beside">
        <div>
          {points.dims === 2 || points.dims === 3 ? (
            <div>
              <EmbeddingScatter result={result} coloring={coloring} height={height} />
              <HowItCameAbout result={result} />
            </div>
          ) : (
            <Text size="sm" c="dimmed">
              {points.dims} columns: too many to draw, ready as input for clustering, t-SNE or label
              spreading.
            </Text>
          )}
          <Stack gap="lg">
            <EmbeddingHead result={result} points={points} table={table} />
            <VarianceList result={result} />
            <LossOfResult result={result} />
          </Stack>
        </div>
      </div>
    </Stack>
  );
}
