import { browserFlags, findBrowser } from '../tools/lib/browser.mjs';
import { someDigits } from './support/files';
import { expect, test } from './support/fixtures';
import type { LabPage } from './support/lab-page';
import { rememberGraphics, takeAwayGraphics, type Graphics } from './support/graphics-card';

test.use({
  launchOptions: {
    executablePath: await findBrowser(true),
    // Without a graphics card WebGPU is drawn by software, and only where that is asked for.
    args: [...browserFlags, '--enable-unsafe-webgpu'],
  },
});

const names: Record<Graphics, RegExp> = { webgl: /WebGL/, webgpu: /WebGPU/ };
const EPOCHS = 4;
/** Graphics without a graphics card. */
const PATIENCE_MS = 180_000;

/** Training losses of the newest network. */
const lossesOf = async (lab: LabPage): Promise<number[]> =>
  (await lab.epochsOf(lab.results('cnn').first())).map((epoch) => Number(epoch.split(' | ')[2]));

for (const graphics of ['webgl', 'webgpu'] as const) {
  test(`A network trains on ${graphics}, and goes on by the processor when the card goes away`, async ({
    lab,
  }) => {
    test.slow();
    await rememberGraphics(lab.page, graphics);
    await lab.open();
    await lab.chooseFile('train', someDigits());
    await lab.dataIsOpen(120);
    await lab.goTo('cnn');
    await lab.setParam('epochs', '1');
    await lab.chooseOption('tensor-backend', /WebAssembly/);
    await lab.run('cnn');
    await lab.resultsAre('cnn', 1);
    const [onProcessor] = await lossesOf(lab);

    await lab.setParam('epochs', String(EPOCHS));
    await lab.chooseOption('tensor-backend', names[graphics]);
    await lab.run('cnn');
    await expect(lab.runningJob).toContainText(/Epoch [23] of/, { timeout: PATIENCE_MS });
    expect(await takeAwayGraphics(lab.page)).toBeGreaterThan(0);
    await lab.resultsAre('cnn', 2, PATIENCE_MS);
    const card = lab.results('cnn').first();
    await expect(card).toContainText(
      new RegExp(String.raw`${graphics} failed in epoch [23] .*trained again on the processor`),
    );
    await expect(card).toContainText('Trained on wasm');
    expect((await lossesOf(lab))[0], 'loss of the first epoch').toBeCloseTo(onProcessor, 2);
    expect(await lab.epochsOf(card)).toHaveLength(EPOCHS);
  });
}
