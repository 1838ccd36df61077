import { useMemo } from 'react';
import type { ImageTable } from '../../data/dataset';
import { select } from '../../state/selection';
import { BarView } from '../../ui/plots/bar-view';
import { formatCount } from '../../ui/format';
import { Section } from '../../ui/section';

export function countClasses({ labels, classes }: ImageTable): {
  counts: number[];
  unlabelled: number;
} {
  const counts = new Array<number>(classes.length).fill(0);
  let unlabelled = 0;
  for (const code of labels ?? []) {
    if (code < 0) unlabelled++;
    else counts[code]++;
  }
  return { counts, unlabelled };
}

const rowsOfClass = ({ labels = new Int32Array(0) }: ImageTable, code: number): number[] =>
  Array.from(labels.keys()).filter((row) => labels[row] === code);

/** @param table the training table */
export function ClassHistogram({ table }: { table: ImageTable }) {
  const { counts, unlabelled } = useMemo(() => countClasses(table), [table]);
  const bars = useMemo(
    () => counts.map((count, code) => ({ name: table.classes[code], count })),
    [counts, table],
  );
  const hint = `${counts.length} classes${unlabelled > 0 ? `, ${formatCount(unlabelled)} rows without a label` : ''}. Accuracy means little when classes are very uneven.`;
  return (
    <Section title="Images per class" hint={hint}>
      <BarView
        title="Images per class"
        bars={bars}
        xTitle="Label"
        onPick={(code) =>
          select(
            { table: 'train', fingerprint: table.fingerprint },
            rowsOfClass(table, code),
            `label ${table.classes[code]}`,
          )
        }
      />
    </Section>
  );
}
