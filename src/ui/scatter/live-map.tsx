import type { Job } from '../../engine/jobs';
import type { Coloring } from './coloring';
import { HistoryPlayer } from './history-player';

interface Props {
  job: Job;
  coloring: Coloring | undefined;
  height: number;
}

/** A map as far as its job has come, with the way there; nothing before its first picture. */
export function LiveMap({ job, coloring, height }: Props) {
  const { partial, history } = job.progress;
  if (partial?.kind !== 'coordinates' || !history) return null;
  return (
    <HistoryPlayer
      title={job.title}
      history={history}
      coloring={coloring}
      height={height}
      newest={partial}
    />
  );
}
