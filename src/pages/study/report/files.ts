import { zipSync } from 'fflate';
import { methodById } from '../../../methods/registry';
import { curvesOf } from '../../../study/budget-curve';
import { publishedFor } from '../../../study/published-budget';
import type { Report } from '../../../study/report';
import { formatParam } from '../../../ui/format';
import { pythonName } from '../../../core/python';
import { describeInput } from '../../../ui/results/result-settings';
import { studyPlots, type StudyContents } from '../study-plots';
import { reportHtml, type ReportPicture, type ReportRun } from './page';

interface DrawnPlot {
  experiment: string;
  name: string;
  title: string;
  blob: Blob;
}

/** One plot after another: each draws in WebGL, and a browser gives only a few contexts. */
async function drawAll(contents: StudyContents): Promise<DrawnPlot[]> {
  const drawn: DrawnPlot[] = [];
  for (const { draw, ...plot } of studyPlots(contents)) {
    drawn.push({ ...plot, blob: await draw() });
  }
  return drawn;
}

let latest: { of: StudyContents; plots: Promise<DrawnPlot[]> } | undefined;

const isSame = (a: StudyContents, b: StudyContents): boolean =>
  a.study === b.study && a.results === b.results && a.cells === b.cells;

/** The plots of a study, drawn once for both files: without a graphics card each takes seconds. */
function drawPlots(contents: StudyContents): Promise<DrawnPlot[]> {
  if (!latest || !isSame(latest.of, contents)) {
    const plots = drawAll(contents);
    latest = { of: contents, plots };
    plots.catch(() => (latest = undefined)); // the next press draws anew
  }
  return latest.plots;
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () =>
      reject(reader.error ?? new Error('a plot could not be read')),
    );
    reader.readAsDataURL(blob);
  });

/** The runs behind each finished experiment, with the settings that made them. */
function runsOf({ study, results }: StudyContents): ReportRun[] {
  return Object.entries(study.experiments).flatMap(([experiment, run]) =>
    Object.values(run.results).flatMap((id) => {
      const result = results.find((one) => one.id === id);
      if (!result) return [];
      const { name, method, spec, rows, seconds, params } = result;
      const parameters = Object.entries(params)
        .map(([key, value]) => `${pythonName(key)}=${formatParam(value)}`)
        .join(', ');
      return {
        experiment,
        name,
        method: methodById(method).title,
        input: describeInput(spec.input, results),
        rows: rows.length,
        seconds,
        parameters,
      };
    }),
  );
}

/** The report as one HTML file with its pictures inside. */
export async function reportPage(report: Report, contents: StudyContents): Promise<string> {
  const drawn = await drawPlots(contents);
  const pictures = await Promise.all(
    drawn.map(async ({ experiment, title, blob }): Promise<ReportPicture> => ({
      experiment,
      title,
      png: await dataUrl(blob),
    })),
  );
  const { cells, dataset } = contents;
  const curves = curvesOf(cells, dataset.train.classes.length);
  const budget = { curves, marks: publishedFor(dataset) };
  const writtenAt = new Date().toISOString();
  return reportHtml({ report, pictures, budget, runs: runsOf(contents), writtenAt });
}

/** A PNG per plot. They are compressed already, so the archive only stores them. */
export async function plotsZip(contents: StudyContents): Promise<Blob> {
  const drawn = await drawPlots(contents);
  const files: Record<string, Uint8Array> = {};
  for (const { name, blob } of drawn)
    files[`${name}.png`] = new Uint8Array(await blob.arrayBuffer());
  return new Blob([zipSync(files, { level: 0 })], {
    type: 'application/zip',
  });
}
