import { useMemo, useState } from 'react';
import type { RunResult } from '../../core/run';
import { historyOf } from '../../engine/embedding-history';
import { useTableOf } from '../../state/lab';
import { labelColoring } from './coloring';
import { HistoryPlayer } from './history-player';

/** The pictures that a finished map went through, for as long as the page stays open. */
export function HowItCameAbout({ result, height = 420 }: { result: RunResult; height?: number }) {
  const table = useTableOf(result);
  const [open, setOpen] = useState(false);
  const coloring = useMemo(() => labelColoring(result.rows, table), [result.rows, table]);
  const history = historyOf(result);
  if (!history || history.frames.length < 2) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary style={{ cursor: 'pointer', fontSize: 13, marginBottom: open ? 8 : 0 }}>
        How it came about, in {history.frames.length} pictures
      </summary>
      {open && (
        <HistoryPlayer title={result.name} history={history} coloring={coloring} height={height} />
      )}
    </details>
  );
}
