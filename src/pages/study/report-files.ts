import { zipSync } from 'fflate';
import type { RunResult } from '../../core/run';
import type { Dataset } from '../../data/dataset';
import type { StudyState } from '../../engine/study-run';
import type { Report } from '../../study/report';
import { reportHtml, type ReportPlot } from '../../study/report-html';
import { figureImage } from '../../ui/figure-image';
import { studyPlots } from './study-plots';

interface DrawnPlot {
  experiment: string;
  name: string;
  title: string;
  blob: Blob;
}

/** One plot after another: each draws in WebGL, and a browser gives only a few contexts. */
async function drawAll(
  study: StudyState,
  results: readonly RunResult[],
  dataset: Dataset,
): Promise<DrawnPlot[]> {
  const drawn: DrawnPlot[] = [];
  for (const { experiment, name, title, figure } of studyPlots(study, results, dataset)) {
    drawn.push({ experiment, name, title, blob: await figureImage(figure(), 'png') });
  }
  return drawn;
}

let latest:
  | { study: StudyState; results: readonly RunResult[]; plots: Promise<DrawnPlot[]> }
  | undefined;

/** The plots of a study, drawn once for both files: without a graphics card each takes seconds. */
function drawPlots(
  study: StudyState,
  results: readonly RunResult[],
  dataset: Dataset,
): Promise<DrawnPlot[]> {
  if (latest?.study !== study || latest.results !== results) {
    const plots = drawAll(study, results, dataset);
    latest = { study, results, plots };
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

/** The report as one HTML file with its plots inside. */
export async function reportPage(
  report: Report,
  study: StudyState,
  results: readonly RunResult[],
  dataset: Dataset,
): Promise<string> {
  const drawn = await drawPlots(study, results, dataset);
  const plots = await Promise.all(
    drawn.map(async ({ experiment, name, title, blob }): Promise<ReportPlot> => ({
      experiment,
      name,
      title,
      png: await dataUrl(blob),
    })),
  );
  return reportHtml(report, plots);
}

/** A PNG per plot. They are compressed already, so the archive only stores them. */
export async function plotsZip(
  study: StudyState,
  results: readonly RunResult[],
  dataset: Dataset,
): Promise<Blob> {
  const drawn = await drawPlots(study, results, dataset);
  const files: Record<string, Uint8Array> = {};
  for (const { name, blob } of drawn)
    files[`${name}.png`] = new Uint8Array(await blob.arrayBuffer());
  return new Blob([zipSync(files, { level: 0 })], {
    type: 'application/zip',
  });
}
