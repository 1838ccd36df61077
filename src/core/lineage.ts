import type { InputSpec, RunResult, RunSpec } from './run';

/** The results a run starts from: its model, its input, the network whose split it takes. */
export function needsOf({ spec }: Pick<RunResult, 'spec'>): string[] {
  const { input } = spec;
  return [
    ...('model' in spec ? [spec.model] : []),
    ...(input.from === 'result' ? [input.result] : []),
    ...(input.from === 'pixels' && input.rows.kind === 'splitOf' ? [input.rows.result] : []),
  ];
}

/** These results after all they start from, each once; those whose origin was deleted are told apart. */
export function lineageOf(
  wanted: readonly RunResult[],
  all: readonly RunResult[],
): { chain: RunResult[]; orphans: RunResult[] } {
  const byId = new Map(all.map((result) => [result.id, result]));
  const chain = new Set<RunResult>();
  const add = (result: RunResult): boolean => {
    if (chain.has(result)) return true;
    const needs = needsOf(result).map((id) => byId.get(id));
    if (!needs.every((need) => need !== undefined && add(need))) return false;
    chain.add(result);
    return true;
  };
  const orphans = wanted.filter((result) => !add(result));
  return { chain: [...chain], orphans };
}

/** The same spec with every result it names called otherwise. */
export function renamedSpec(spec: RunSpec, nameOf: (id: string) => string): RunSpec {
  const input = renamedInput(spec.input, nameOf);
  return 'model' in spec ? { ...spec, input, model: nameOf(spec.model) } : { ...spec, input };
}

function renamedInput(input: InputSpec, nameOf: (id: string) => string): InputSpec {
  if (input.from === 'result') return { ...input, result: nameOf(input.result) };
  if (input.rows.kind !== 'splitOf') return input;
  return { ...input, rows: { ...input.rows, result: nameOf(input.rows.result) } };
}
