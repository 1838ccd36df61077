// npm run study: the study page's own button, pressed in a Chromium without a window.
import { ensureBuild, ensureDependencies, giveUp, messageOf } from './lib/project.mjs';
import { studyOptions } from './study/options.mjs';
import { startProgress } from './study/progress.mjs';

const options = studyOptions();
ensureDependencies();
ensureBuild();
const { ensureBrowser } = await import('./lib/browser.mjs');
const { runStudy } = await import('./study/run.mjs');
const executablePath = await ensureBrowser();

const progress = startProgress();
try {
  const { files, failed } = await runStudy(options, executablePath, progress);
  if (files.length) progress.note(`${files.length} files in ${options.out}: ${files.join(', ')}`);
  if (failed.length) giveUp(failed.join('\n'));
  progress.note(`Finished in ${progress.seconds().toFixed(0)} s.`);
} catch (thrown) {
  giveUp(`The study could not be run: ${messageOf(thrown)}`);
} finally {
  progress.end();
}
