import type { RunResult } from '../../core/run';
import { ClusteringResult } from './clustering-result';
import { EmbeddingResult } from './embedding-result';
import { LabellingResult } from './labelling-result';
import { NetworkResult } from './network-result';
import { PredictionResult } from './prediction-result';

/** Any result, by what it holds: a new kind of result is shown by adding a line here. */
export function ResultView({ result }: { result: RunResult }) {
  const { value } = result;
  if (value.kind === 'predictions') return <PredictionResult result={result} />;
  if (value.kind === 'features') return <EmbeddingResult result={result} />;
  switch (value.model.kind) {
    case 'embedding':
      return <EmbeddingResult result={result} />;
    case 'clustering':
      return <ClusteringResult result={result} />;
    case 'labelling':
      return <LabellingResult result={result} />;
    case 'network':
      return <NetworkResult result={result} />;
  }
}
