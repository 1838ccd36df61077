import type { Locator } from '@playwright/test';
import { expect, test } from './support/fixtures';

const methods = [
  { title: 'PCA', id: 'pca' },
  { title: 'Isomap', id: 'isomap' },
  { title: 't-SNE', id: 'tsne' },
  { title: 'UMAP', id: 'umap' },
];

test.describe('Reduce', () => {
  test('draws the digits by every method, newest first, in two dimensions', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('reduce');
    for (const { title, id } of methods) {
      await test.step(title, async () => {
        await lab.chooseMethod(title);
        await expect(lab.page.getByTestId('estimate')).toHaveText(/(second|s|min), .* of memory$/);
        await lab.run(id);
        await lab.resultsAre(id, 1);
        const card = lab.results(id);
        await lab.plotIsDrawn(card);
        await expect(card.getByText('Trustworthiness')).toBeVisible();
        await expect(lab.results().first()).toHaveAttribute('data-method', id);
      });
    }
  });

  test('draws chosen rows in three dimensions, gives the coordinates away, and is found as it was turned', async ({
    lab,
    page,
  }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('PCA');
    await lab.setParam('nComponents', '3');
    await lab.page.getByTestId('rows-kind').click();
    await lab.page.getByRole('option', { name: 'Random, stratified by label' }).click();
    await lab.page.getByTestId('rows-count').fill('300');
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
    const card = lab.results('pca');
    await expect(card).toContainText('300 rows');
    await lab.plotIsDrawn(card);
    await expect(card.getByRole('table').first()).toContainText('z');
    const csv = await lab.download(async () => {
      await card.getByRole('button', { name: /^More for/ }).click();
      await lab.page.getByRole('menuitem', { name: /CSV/ }).first().click();
    });
    expect(csv.trim().split('\n')).toHaveLength(301);

    const scene = card.locator('#scene');
    const drag = async (): Promise<void> => {
      await scene.scrollIntoViewIfNeeded();
      const box = await scene.boundingBox();
      if (!box) throw new Error('no scene');
      await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.5);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.6, { steps: 5 });
      await page.mouse.up();
    };
    const eye = () =>
      card.getByTestId('plot').evaluate((plot) => {
        const { layout } = plot as unknown as {
          layout: { scene: { camera: { eye: { x: number } } } };
        };
        return layout.scene.camera.eye.x;
      });
    const first = await eye();
    await drag();
    await expect.poll(eye).not.toBe(first);
    const turned = await eye();
    await expect(lab.page.getByTestId('selection'), 'turning selects nothing').toHaveCount(0);
    await lab.goTo('data');
    await lab.goTo('reduce');
    await lab.plotIsDrawn(card);
    expect(await eye()).toBeCloseTo(turned, 6);

    await scene.scrollIntoViewIfNeeded();
    const box = await scene.boundingBox();
    if (!box) throw new Error('no scene');
    const drawings = await countDrawings(card.getByTestId('plot'));
    const hovered = page.locator('.fl-hover');
    for (let i = 0; i < 60 && (await hovered.count()) === 0; i++) {
      await page.mouse.move(
        box.x + box.width * (0.4 + 0.02 * (i % 12)),
        box.y + box.height * (0.4 + 0.04 * Math.floor(i / 12)),
      );
      await page.waitForTimeout(40);
    }
    await expect(hovered).toBeVisible();
    await page.mouse.down();
    await page.mouse.up();
    await expect(page.getByTestId('selection')).toHaveAttribute('data-count', '1');
    expect(await drawings(), 'the space is not drawn anew for a hover or a click').toBe(0);

    // What is selected is drawn where Plotly has its points, as the camera stands.
    await card.getByRole('button', { name: 'Select by label' }).click();
    await page.getByRole('menuitem', { name: /^3 \(/ }).click();
    const marks = card.getByTestId('space-picks');
    await expect.poll(() => placesPainted(marks)).not.toEqual([]);
    const hits: string[] = [];
    for (const { x, y } of (await placesPainted(marks)).slice(0, 5)) {
      await page.mouse.move(x + 40, y);
      await page.mouse.move(x, y, { steps: 3 });
      const hover = page.locator('.fl-hover');
      if (
        await hover.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        )
      )
        hits.push(await hover.innerText());
    }
    expect(hits.filter((text) => /Label\s+3\b/.test(text)).length).toBeGreaterThanOrEqual(4);
  });

  test('takes a picture of an earlier result’s columns, and saves it', async ({ lab }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('PCA');
    await lab.setParam('nComponents', '10');
    await lab.run('pca');
    await lab.resultsAre('pca', 1);
    await lab.chooseMethod('t-SNE');
    await lab.chooseInput(/^PCA 10-D/);
    await lab.run('tsne');
    await lab.resultsAre('tsne', 1);
    await lab.plotIsDrawn(lab.results('tsne'));
    const card = lab.results('tsne');
    const svg = await lab.download(() => card.getByRole('button', { name: /as SVG$/ }).click());
    expect(svg).toMatch(/^<svg/);

    await card.getByText(/^How it came about, in \d+ pictures$/).click();
    const history = card.getByTestId('history');
    await expect(history).toContainText('iteration 999');
    const slider = history.getByRole('slider');
    await slider.focus();
    await lab.page.keyboard.press('Home');
    await expect(history).toContainText(/iteration \d0$/);
    await history.getByRole('button', { name: /^Play/ }).click();
    await expect(history, 'it ends by itself').toContainText('iteration 999', { timeout: 40_000 });
    await expect(history.getByRole('button', { name: /^Play/ })).toBeVisible();
  });

  test('learns features without labels, shows how the loss fell, and draws a map of them', async ({
    lab,
  }) => {
    await lab.begin();
    await lab.goTo('reduce');
    await lab.chooseMethod('Learned features');
    await lab.setParam('epochs', '3');
    await lab.run('contrastive');
    await lab.resultsAre('contrastive', 1);
    const card = lab.results('contrastive');
    await expect(card).toContainText('50 columns');
    await lab.plotIsDrawn(card.getByRole('region', { name: 'Loss' }));
    await lab.chooseMethod('t-SNE');
    await lab.chooseInput(/^Learned features/);
    await lab.run('tsne');
    await lab.resultsAre('tsne', 1);
    await lab.plotIsDrawn(lab.results('tsne'));
  });
});

/** Counts how often Plotly draws a space from now on. */
async function countDrawings(plot: Locator): Promise<() => Promise<number>> {
  type Space = { _fullLayout: { scene: { _scene: { glplot: { onrender: () => void } } } } };
  await plot.evaluate((element: HTMLElement) => {
    const { glplot } = (element as unknown as Space)._fullLayout.scene._scene;
    const own = glplot.onrender;
    element.dataset.drawings = '0';
    glplot.onrender = () => {
      element.dataset.drawings = String(Number(element.dataset.drawings) + 1);
      own();
    };
  });
  return async () => Number(await plot.getAttribute('data-drawings'));
}

/** Where a canvas is painted on, from the outermost place inwards: middles of small squares of it. */
const placesPainted = (canvas: Locator): Promise<{ x: number; y: number }[]> =>
  canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext('2d');
    if (!context || width === 0) return [];
    const { data } = context.getImageData(0, 0, width, height);
    const side = 10;
    const squares = new Map<string, { x: number; y: number; n: number }>();
    for (let i = 3; i < data.length; i += 4) {
      if (data[i] !== 255) continue;
      const [x, y] = [(i >> 2) % width, Math.floor((i >> 2) / width)];
      const key = `${Math.floor(x / side)} ${Math.floor(y / side)}`;
      const square = squares.get(key) ?? { x: 0, y: 0, n: 0 };
      squares.set(key, { x: square.x + x, y: square.y + y, n: square.n + 1 });
    }
    const { left, top } = element.getBoundingClientRect();
    const places = [...squares.values()].map(({ x, y, n }) => ({ x: x / n, y: y / n }));
    const [cx, cy] = [width / 2, height / 2];
    places.sort((a, b) => Math.hypot(b.x - cx, b.y - cy) - Math.hypot(a.x - cx, a.y - cy));
    return places.map(({ x, y }) => ({ x: left + x, y: top + y }));
  });
