import { lineageOf } from '../../core/lineage';
import type { InputSpec, RunResult } from '../../core/run';
import { methodById } from '../../methods/registry';
import { useResults } from '../../state/lab';
import { useRun } from '../../state/use-run';

/** Labels the test set by what was fitted on the training set: its images take the same way to the same features. */
export function usePredictTest(labelling: RunResult) {
  const results = useResults();
  const { run, once, error, clearError } = useRun('semi');
  const { chain, orphans } = lineageOf([labelling], results);
  /** What the labelling starts from that cannot take new images; undefined when they can all. */
  const obstacle =
    orphans.length > 0
      ? 'What it starts from was deleted: new images cannot take the same way.'
      : chain
          .filter(({ method }) => !methodById(method).tags.includes('inductive'))
          .map(({ name }) => `${name} cannot place new images.`)[0];

  /** The test set as it is where the training set was `input`. */
  async function testAs(input: InputSpec): Promise<InputSpec | undefined> {
    if (input.from === 'pixels')
      return { from: 'pixels', table: 'test', rows: { kind: 'all' }, scaling: input.scaling };
    const made = chain.find(({ id }) => id === input.result);
    if (!made) throw new Error(`${labelling.name} starts from a result that is not there`);
    const before = await testAs(made.spec.input);
    if (!before) return undefined;
    const model = 'model' in made.spec ? made.spec.model : made.id;
    const name = `Test set in ${made.name}`;
    const result = await once({ action: 'transform', model, input: before }, name);
    return result.ok ? { from: 'result', result: result.value.id } : undefined;
  }

  async function predictTest(): Promise<void> {
    const input = await testAs(labelling.spec.input);
    if (!input) return;
    await run({ action: 'predict', model: labelling.id, input }, `Test set by ${labelling.name}`);
  }

  return { predictTest, obstacle, error, clearError };
}
