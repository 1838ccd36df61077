import { figures } from '../../core/figures';
import { renamedSpec } from '../../core/lineage';
import { figuresOf } from '../../core/result-figures';
import type { RunResult } from '../../core/run';
import type { Dataset } from '../../data/dataset';
import { sampleById } from '../../data/samples';
import { referenceTo, type LinkedData, type LinkedRun, type LinkedTraining } from './shared-link';

const BACKENDS = ['webgl', 'webgpu', 'wasm', 'cpu'] as const;

/** The backend a result's numbers come from, where it trained or used a network. */
function backendOf({ value }: RunResult): LinkedRun['tensorBackend'] {
  const model = value.kind === 'model' ? value.model : undefined;
  return model?.kind === 'network' ? BACKENDS.find((one) => one === model.backend) : undefined;
}

/** Runs as a link holds them: what each was asked, by references among themselves instead of ids. */
export function linkedRuns(chain: readonly RunResult[]): LinkedRun[] {
  const references = new Map(chain.map(({ id }, i) => [id, referenceTo(i)]));
  const nameOf = (id: string): string => {
    const found = references.get(id);
    if (found === undefined) throw new Error(`${id} is not part of the chain`);
    return found;
  };
  return chain.map((result) => {
    const tensorBackend = backendOf(result);
    const known = Object.entries(figuresOf(result)).filter(
      ([name, figure]) => name in figures && Number.isFinite(figure),
    );
    return {
      name: result.name,
      spec: renamedSpec(result.spec, nameOf),
      scoring: result.scoring,
      ...(tensorBackend ? { tensorBackend } : {}),
      ...(known.length > 0 ? { figures: Object.fromEntries(known) } : {}),
    };
  });
}

/** What a link says of the open data: a sample by its id, a file by its name and fingerprint. */
export function linkedData({ sampleId, train, test }: Dataset): LinkedData {
  const sample = sampleId === undefined ? undefined : sampleById(sampleId);
  const training: LinkedTraining = sample
    ? { kind: 'sample', id: sample.id }
    : {
        kind: 'file',
        name: train.fileName,
        fingerprint: train.fingerprint,
        labelColumn: train.labelColumn >= 0 ? train.columns[train.labelColumn] : null,
        shape: train.shape,
      };
  const comesAlong = test && sample?.test?.endsWith(`/${test.fileName}`);
  return {
    train: training,
    ...(test && !comesAlong
      ? { test: { name: test.fileName, fingerprint: test.fingerprint } }
      : {}),
  };
}
