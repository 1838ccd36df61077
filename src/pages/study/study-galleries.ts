import type { RunResult } from '../../core/run';
import type { Dataset, ImageTable } from '../../data/dataset';
import { drawRows } from '../../ui/images/draw-rows';
import type { GalleryItem } from '../../ui/images/gallery-image';
import { rowSource } from '../../ui/images/image-painter';
import { labelOf } from '../data/image-viewer';

export interface StudyGallery {
  /** File name's part behind the experiment. */
  kind: string;
  title: string;
  items: GalleryItem[];
}

/** Seed of every draw, as the page begins with. */
const SEED = 42;
/** The study's two rows to look at. */
const LOOK_ROWS = [9, 25];

const labelled = (table: ImageTable, row: number): GalleryItem => ({
  source: rowSource(table, row),
  caption: labelOf(table, row) ?? `row ${row}`,
});

/** What the study looks at before any method: two rows, and ten random ones. */
export function lookGalleries({ train }: Dataset): StudyGallery[] {
  const rows = LOOK_ROWS.filter((row) => row < train.rows);
  return [
    {
      kind: 'rows',
      title: `Rows ${rows.join(' and ')}`,
      items: rows.map((row) => labelled(train, row)),
    },
    {
      kind: 'random',
      title: 'Ten random images and their labels',
      items: drawRows(train.rows, 10, SEED).map((row) => labelled(train, row)),
    },
  ];
}

/** Random images with the label a result gave them: twenty predictions, or ten of the rows that had none. */
export function resultGalleries(result: RunResult, dataset: Dataset): StudyGallery[] {
  const table = dataset[result.table];
  if (!table) return [];
  const { value } = result;
  const given = (labels: Int32Array, from: number, count: number): GalleryItem[] =>
    drawRows(labels.length - from, count, SEED).map((i) => {
      const row = result.rows[from + i];
      const code = labels[from + i];
      const truth = table.labels?.[row] ?? -1;
      const wrong = truth >= 0 && truth !== code ? ` (true ${table.classes[truth]})` : '';
      return {
        source: rowSource(table, row),
        caption: `${dataset.train.classes[code]}${wrong}`,
      };
    });
  if (value.kind === 'predictions') {
    const items = given(value.prediction.labels, 0, 20);
    return [{ kind: 'images', title: 'Twenty random images and their predictions', items }];
  }
  if (value.kind === 'model' && value.model.kind === 'labelling') {
    const items = given(value.model.labels, result.labelledCount ?? 0, 10);
    return [{ kind: 'images', title: 'Ten random unlabelled images and their labels', items }];
  }
  return [];
}
