import type { Page } from '@playwright/test';
import { runFirst } from './worker-script';

export type Graphics = 'webgl' | 'webgpu';

/** What a worker runs first: it keeps a way to take away each context or device that is made in it. */
const REMEMBER: Record<Graphics, string> = {
  webgl: `{
    const original = OffscreenCanvas.prototype.getContext;
    globalThis.takeAway = [];
    OffscreenCanvas.prototype.getContext = function (...given) {
      const context = original.apply(this, given);
      if (context?.isContextLost)
        globalThis.takeAway.push(() => context.getExtension('WEBGL_lose_context')?.loseContext());
      return context;
    };
  }`,
  webgpu: `{
    const original = GPUAdapter.prototype.requestDevice;
    globalThis.takeAway = [];
    GPUAdapter.prototype.requestDevice = async function (...given) {
      const device = await original.apply(this, given);
      globalThis.takeAway.push(() => device.destroy());
      return device;
    };
  }`,
};

/** The scripts of the workers that run jobs. */
const JOBS = /\/jobs-[^/]*\.js/;

/** Before the page is opened: lets {@link takeAwayGraphics} do what a driver does that fails. */
export const rememberGraphics = (page: Page, graphics: Graphics) =>
  runFirst(page, JOBS, REMEMBER[graphics]);

/** Takes away the graphics of all jobs; how many were in use. */
export async function takeAwayGraphics(page: Page): Promise<number> {
  const workers = page.workers().filter((worker) => JOBS.test(worker.url()));
  const taken = await Promise.all(
    workers.map((worker) =>
      worker.evaluate(() => {
        const { takeAway } = globalThis as unknown as { takeAway: (() => void)[] };
        for (const take of takeAway) take();
        return takeAway.length;
      }),
    ),
  );
  return Math.max(0, ...taken);
}
