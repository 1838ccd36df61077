import { VisuallyHidden } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useDataset } from '../state/lab';
import { useCanUndoSelection, useSelection } from '../state/selection';
import { formatCount } from '../ui/format';

const SelectionBar = lazy(() =>
  import('../ui/selection/selection-bar').then((module) => ({ default: module.SelectionBar })),
);

/** The selection of the page at its foot, whichever tab is open; changes are read out. */
export function SelectionDock() {
  const selection = useSelection();
  const changed = useCanUndoSelection();
  const dataset = useDataset();
  const table = selection && dataset?.[selection.source.table];
  const shown = table?.fingerprint === selection?.source.fingerprint ? selection : undefined;
  return (
    <>
      <VisuallyHidden component="output">
        {shown && `${formatCount(shown.rows.length)} images selected: ${shown.origin}`}
        {!shown && changed && 'No images are selected.'}
      </VisuallyHidden>
      {shown && table && (
        <Suspense fallback={null}>
          <SelectionBar selection={shown} table={table} />
        </Suspense>
      )}
    </>
  );
}
