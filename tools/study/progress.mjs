/** Silence is at most this long, whatever the page is doing. */
const EVERY_MS = 4000;

const duration = (/** @type {number} */ seconds) =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} min`;

/**
 * Tells on stderr how far the work is, on a clock of its own: a page that is too busy to answer is no reason to fall
 * silent.
 */
export function startProgress() {
  const started = performance.now();
  /** @type {{ fraction: number, stage: string }} */
  let latest = { fraction: 0, stage: 'Opening the page' };
  const seconds = () => (performance.now() - started) / 1000;
  const say = () => {
    const { fraction, stage } = latest;
    const gone = seconds();
    const left =
      fraction > 0.02 && fraction < 1
        ? `, about ${duration((gone * (1 - fraction)) / fraction)} left`
        : '';
    const share = String(Math.floor(fraction * 100)).padStart(3);
    process.stderr.write(`[${share} %] ${stage} (${duration(gone)} gone${left})\n`);
  };
  const clock = setInterval(say, EVERY_MS);
  return {
    seconds,
    /** What the next line will say. */
    update(/** @type {number} */ fraction, /** @type {string} */ stage) {
      latest = { fraction, stage };
    },
    note: (/** @type {string} */ line) => process.stderr.write(`${line}\n`),
    end: () => clearInterval(clock),
  };
}
