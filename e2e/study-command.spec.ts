import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './support/fixtures';
import { gates, reportShape, type ReportFile } from './support/report';

const command = fileURLToPath(new URL('../tools/study.mjs', import.meta.url));

/** Runs `npm run study` with arguments; what it said, when it said it, and how it ended. */
async function study(...args: string[]) {
  const child = spawn(process.execPath, [command, ...args]);
  const said: { text: string; at: number }[] = [];
  child.stderr.on('data', (chunk: Buffer) =>
    said.push({ text: chunk.toString('utf8'), at: performance.now() }),
  );
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, said, text: said.map(({ text }) => text).join('') };
}

test.describe('npm run study', () => {
  test('runs every experiment on the digits and writes its files', async () => {
    test.setTimeout(300_000);
    const out = test.info().outputPath('out');
    const { code, said, text } = await study('--out', out);
    expect(text).toMatch(/\[ *\d+ %\] .*left/);
    expect(code, text).toBe(0);
    const silences = said.slice(1).map(({ at }, i) => at - said[i].at);
    expect(Math.max(...silences)).toBeLessThan(6000);

    const report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as ReportFile;
    expect(report).toMatchObject(reportShape);
    for (const [experiment, figure, least] of gates) {
      expect(report.experiments[experiment][figure], `${experiment} ${figure}`).toBeGreaterThan(
        least,
      );
    }
    const html = await readFile(join(out, 'report.html'), 'utf8');
    expect(html).toContain('<!doctype html>');
    expect(html).not.toMatch(/<script|(src|href)="http/);
    const predictions = (await readFile(join(out, 'predictions.csv'), 'utf8')).trim().split('\n');
    expect(predictions[0]).toBe('ImageId,Label');
    expect(predictions).toHaveLength(361);
    const plots = (await readdir(out)).filter((name) => name.endsWith('.png'));
    expect(plots.length).toBeGreaterThanOrEqual(15);
    for (const plot of plots) {
      const png = await readFile(join(out, plot));
      expect(png.subarray(1, 4).toString('latin1'), plot).toBe('PNG');
    }
  });

  test('runs only what is asked for', async () => {
    const out = test.info().outputPath('out');
    const { code, text } = await study('--only', '1,pca2d', '--threads', '1', '--out', out);
    expect(code, text).toBe(0);
    const report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as ReportFile;
    expect(Object.keys(report.experiments)).toEqual(['pca2d']);
    expect(report.environment.threads).toBe(1);
  });

  test('writes accuracy against budget, when it is asked for', async () => {
    const out = test.info().outputPath('out');
    const sweep = ['--budgets', '1,10%', '--seeds', '2', '--features', 'pca'];
    const methods = ['--methods', 'labelSpreading,poissonLearning'];
    const { code, text } = await study('--only', 'budget', ...sweep, ...methods, '--out', out);
    expect(code, text).toBe(0);
    const report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as ReportFile;
    expect(Object.keys(report.experiments)).toEqual(['budget']);
    const points = report.experiments.budget as unknown as Record<string, unknown>[];
    const tried = points.map(({ labelsPerClass, share, method, seed }) =>
      [labelsPerClass ?? share, method, seed].join(' '),
    );
    expect(tried.sort()).toEqual([
      '0.1 labelSpreading 0',
      '0.1 labelSpreading 1',
      '0.1 poissonLearning 0',
      '0.1 poissonLearning 1',
      '1 labelSpreading 0',
      '1 labelSpreading 1',
      '1 poissonLearning 0',
      '1 poissonLearning 1',
    ]);
    for (const { features, accuracy, seconds } of points) {
      expect(features).toBe('PCA-50');
      expect(accuracy).toBeGreaterThan(0.5);
      expect(seconds).toBeGreaterThan(0);
    }
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('Poisson, published');
    expect(await readdir(out)).toContain('budget.png');
  });

  test('says what is wrong with what it was asked, and fails', async () => {
    for (const [args, message] of [
      [['--only', '4,99'], /no experiment is called 99/],
      [['--train', 'nowhere.csv'], /there is no file .*nowhere\.csv/],
      [['--train', command], /study\.mjs/],
      [['--threads', 'x'], /--threads/],
      [['--backend', 'abacus'], /abacus is none of/],
      [['--budgets', '5'], /--only budget/],
      [['--only', 'budget', '--budgets', 'many'], /“many” is no budget/],
      [['--bogus'], /Unknown option '--bogus'/],
    ] as const) {
      const { code, text } = await study(...args);
      expect(code, text).toBe(1);
      expect(text).toMatch(message);
    }
  });
});
