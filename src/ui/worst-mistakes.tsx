import { Group, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import type { NetworkModel } from '../core/models';
import type { RunResult } from '../core/run';
import type { ImageTable } from '../data/dataset';
import { ImageGrid } from './image-grid';
import { predictedImage } from './predicted-gallery';
import { SelectButton } from './selection/select-button';

const SHOWN = 16;

interface Props {
  result: RunResult;
  model: NetworkModel;
  table: ImageTable;
}

/** The validation images the network got wrong while surest of itself. */
export function WorstMistakes({ result, model, table }: Props) {
  const { images, rows } = useMemo(() => mistakesOf(result, model, table), [result, model, table]);
  return (
    <section aria-label="Worst mistakes">
      <Group gap="sm" mb={8}>
        <Title order={4} fz="sm">
          Worst mistakes{' '}
          <Text span c="dimmed" size="sm" fw={400}>
            of {rows.length}, the surest first: predicted, true, confidence
          </Text>
        </Title>
        {rows.length > 0 && (
          <SelectButton
            source={result}
            rows={() => rows}
            origin={`mistakes of ${result.name}`}
            testId="select-mistakes"
          >
            {`Select all ${rows.length}`}
          </SelectButton>
        )}
      </Group>
      <ImageGrid images={images} size={76} label="Worst mistakes" from={result} />
    </section>
  );
}

function mistakesOf(result: RunResult, model: NetworkModel, table: ImageTable) {
  const { validationRows, validationPredictions, validationProbabilities, build } = model;
  const confidence = (i: number) =>
    validationProbabilities[i * build.nClasses + validationPredictions[i]];
  const wrong: number[] = [];
  validationRows.forEach((row, i) => {
    const truth = table.labels?.[result.rows[row]] ?? -1;
    if (truth >= 0 && truth !== validationPredictions[i]) wrong.push(i);
  });
  wrong.sort((a, b) => confidence(b) - confidence(a));
  const images = wrong.slice(0, SHOWN).map((i) =>
    predictedImage({
      table,
      row: result.rows[validationRows[i]],
      code: validationPredictions[i],
      names: table.classes,
      confidence: confidence(i),
    }),
  );
  return { images, rows: wrong.map((i) => result.rows[validationRows[i]]) };
}
