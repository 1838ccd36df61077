import { Group, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import type { NetworkModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import { givenCodeOf } from '../../core/split/given-first';
import type { ImageTable } from '../../data/dataset';
import { ImageGrid } from '../images/image-grid';
import { predictedImage } from './predicted-gallery';
import { SelectButton } from '../selection/select-button';

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

const confidenceOf = (
  { validationPredictions, validationProbabilities, build }: NetworkModel,
  entry: number,
): number => validationProbabilities[entry * build.nClasses + validationPredictions[entry]];

/** Places among the validation rows where the network was wrong, the surest first. */
export function mistakenEntries(
  result: RunResult,
  model: NetworkModel,
  table: ImageTable,
): number[] {
  const { validationRows, validationPredictions } = model;
  const codeOf = givenCodeOf(result, table);
  return Array.from(validationRows.keys())
    .filter((i) => {
      const truth = codeOf(result.rows[validationRows[i]]);
      return truth >= 0 && truth !== validationPredictions[i];
    })
    .sort((a, b) => confidenceOf(model, b) - confidenceOf(model, a));
}

function mistakesOf(result: RunResult, model: NetworkModel, table: ImageTable) {
  const wrong = mistakenEntries(result, model, table);
  const rowOf = (i: number): number => result.rows[model.validationRows[i]];
  const images = wrong.slice(0, SHOWN).map((i) =>
    predictedImage({
      table,
      row: rowOf(i),
      code: model.validationPredictions[i],
      names: model.classes ?? table.classes,
      confidence: confidenceOf(model, i),
    }),
  );
  return { images, rows: wrong.map(rowOf) };
}
