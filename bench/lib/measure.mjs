// One step: ours several times, the reference around it, both judged.
import { mkdirSync, writeFileSync } from 'node:fs';
import { workFolder } from './data.mjs';
import { openLab, openTable, removeResult, runOnce, valuesOf } from './page.mjs';
import { judge, mapFile, runReference } from './reference.mjs';

/** A reference that takes longer than this is not run again after ours. */
const ONCE_ABOVE_SECONDS = 100;

/** What counts of a run: all of it, some stages, or a training step. */
export function secondsOf({ seconds, stageSeconds, msPerStep }, { stages, perStep }) {
  if (perStep) return median(msPerStep) / 1000;
  return stages ? stages.reduce((sum, stage) => sum + (stageSeconds[stage] ?? 0), 0) : seconds;
}

async function timeRuns(lab, step, data, repeat) {
  if (!step.run) {
    const reads = [];
    for (let i = 0; i < repeat; i++) reads.push(await openTable(lab, { train: data.train }));
    const [{ rows, cols, sha256 }] = reads;
    return { seconds: reads.map(({ seconds }) => seconds), rows, cols, figures: { sha256 } };
  }
  await openTable(lab, data);
  const before = step.before && (await runOnce(lab, step.before)).id;
  const runs = [];
  for (let i = 0; i < repeat; i++) {
    if (i > 0) await removeResult(lab, runs[i - 1].id);
    runs.push(await runOnce(lab, step.run, before));
  }
  const last = runs[repeat - 1];
  if (step.map) {
    mkdirSync(workFolder, { recursive: true });
    writeFileSync(mapFile('ours', step.key), await valuesOf(lab, last.id));
  }
  const { rows, figures, stageSeconds, threads, relaxedSimd } = last;
  // The first is what a person saw; later ones have learnt from it. A part of a run was not foretold.
  const foretold = step.stages || step.perStep ? undefined : runs[0].foretold;
  const seconds = runs.map((one) => secondsOf(one, step));
  return { seconds, rows, figures, stageSeconds, threads, relaxedSimd, foretold };
}

async function ours(step, data, { repeat, threads }) {
  const lab = await openLab({ threads });
  try {
    const timed = await timeRuns(lab, step, data, repeat);
    if (lab.problems.length > 0) throw new Error(`the page said: ${lab.problems.join('; ')}`);
    return { ...timed, memory: await lab.peakMemory(), browser: lab.version };
  } finally {
    await lab.close();
  }
}

export const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Times a step; with a Python, scikit-learn's before and (unless it takes minutes) after ours. */
export async function measure(step, data, options, python) {
  const before = python && (await runReference(python, step.key, data));
  const own = await ours(step, data, options);
  const again = before && before.seconds[0] <= ONCE_ABOVE_SECONDS;
  const after = again && (await runReference(python, step.key, data));
  const result = {
    key: step.key,
    title: step.title,
    target: step.target,
    perStep: step.perStep,
    rows: own.rows,
    ours: { ...own, median: median(own.seconds) },
  };
  if (!before) return result;
  const seconds = [...before.seconds, ...(after ? after.seconds : [])];
  const reference = { ...before, seconds, median: median(seconds) };
  if (step.map) {
    const dims = step.run.params.nComponents;
    Object.assign(reference.figures, await judge(python, 'sklearn', step.key, data.train, dims));
    Object.assign(result.ours.figures, await judge(python, 'ours', step.key, data.train, dims));
  }
  return { ...result, reference, ratio: reference.median / result.ours.median };
}
