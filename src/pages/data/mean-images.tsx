import { useCallback, useMemo } from 'react';
import type { ImageTable } from '../../data/dataset';
import { meanImages } from '../../data/stats';
import { ImageGrid } from '../../ui/images/image-grid';
import { Section } from '../../ui/section';
import { useTask } from '../../ui/use-task';

export function MeanImages({ table }: { table: ImageTable }) {
  const means = useTask(useCallback(() => meanImages(table), [table]));
  const images = useMemo(() => {
    const pixels = means ?? new Float32Array(table.classes.length * table.cols);
    return table.classes.map((name, code) => ({
      key: name,
      source: {
        pixels,
        offset: code * table.cols,
        pixelMax: table.pixelMax,
        shape: table.shape,
      },
      label: `Mean image of class ${name}`,
      caption: <b>{name}</b>,
    }));
  }, [table, means]);
  return (
    <Section
      title="Mean image of each class"
      hint="Sharp where the images of a class agree, blurred where they differ."
    >
      <ImageGrid images={images} size={100} label="Mean images" />
    </Section>
  );
}
