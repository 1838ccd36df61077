import { failure, type Outcome } from '../core/failure';
import type { LayerMaps } from '../core/method';
import type { RunResult } from '../core/run';
import type { ImageTable } from '../data/dataset';
import { selectMatrix } from '../data/select';
import type { JobQueue } from './jobs';

/** What each layer of a result's network makes of one row of a table, after the jobs that wait have run. */
export async function look(
  { method, value }: RunResult,
  table: ImageTable | undefined,
  row: number,
  jobs: Pick<JobQueue, 'look'>,
): Promise<Outcome<LayerMaps[]>> {
  if (value.kind !== 'model' || value.model.kind !== 'network')
    return failure('badInput', 'Only a network has layers to look at.');
  if (!table || !(row < table.rows)) return failure('badInput', 'There is no such row.');
  // What training could go on from is several times as large as the network, and not looked at.
  const model = { ...value.model, checkpoint: undefined };
  return jobs.look({ method, model, X: selectMatrix(table, Uint32Array.of(row), 'unit') });
}
