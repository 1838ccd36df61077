import { useMemo } from 'react';
import { doubtedLabels } from '../../core/metrics/confident-learning';
import type { NetworkModel } from '../../core/models';
import type { RunResult } from '../../core/run';
import { givenCodeOf, givenLabelOf } from '../../core/split/given-first';
import type { ImageTable } from '../../data/dataset';
import { LikelyWrong } from './likely-wrong';

interface Props {
  result: RunResult;
  model: NetworkModel;
  table: ImageTable;
}

/** Labels of validation rows that the network contradicts: it was not trained on them. */
export function NetworkDoubts({ result, model, table }: Props) {
  const { validationRows, validationProbabilities, build } = model;
  const rowOf = (entry: number) => result.rows[validationRows[entry]];
  const doubted = useMemo(() => {
    const codeOf = givenCodeOf(result, table);
    const given = Int32Array.from(validationRows, (row) => codeOf(result.rows[row]));
    return doubtedLabels(validationProbabilities, given, build.nClasses);
  }, [result, validationRows, validationProbabilities, build, table]);
  return (
    <LikelyWrong
      doubted={doubted}
      rowOf={rowOf}
      source={result}
      name={result.name}
      table={table}
      givenTo={givenLabelOf(result, table)}
      hint="Validation rows that the network, which was not trained on them, takes for another class as surely as it knows that class on the average."
    />
  );
}
