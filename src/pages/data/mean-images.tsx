import { useMemo } from 'react';
import type { ImageTable } from '../../data/dataset';
import { ImageGrid } from '../../ui/image-grid';
import { Section } from '../../ui/section';

/** Mean of each class's rows, class after class (classes × cols). */
function classMeans({ pixels, labels, classes, cols, rows }: ImageTable): Float64Array {
  const sums = new Float64Array(classes.length * cols);
  const counts = new Float64Array(classes.length);
  for (let row = 0; row < rows; row++) {
    const code = labels ? labels[row] : -1;
    if (code < 0) continue;
    counts[code]++;
    for (let col = 0; col < cols; col++) sums[code * cols + col] += pixels[row * cols + col];
  }
  return sums.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / cols)]));
}

export function MeanImages({ table }: { table: ImageTable }) {
  const images = useMemo(() => {
    const means = classMeans(table);
    return table.classes.map((name, code) => ({
      key: name,
      source: {
        pixels: means,
        offset: code * table.cols,
        pixelMax: table.pixelMax,
        shape: table.shape,
      },
      label: `Mean image of class ${name}`,
      caption: <b>{name}</b>,
    }));
  }, [table]);
  return (
    <Section
      title="Mean image of each class"
      hint="Sharp where the images of a class agree, blurred where they differ."
    >
      <ImageGrid images={images} size={100} label="Mean images" />
    </Section>
  );
}
