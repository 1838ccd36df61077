/** Rejects as soon as any of these workers fails to load or throws outside a call: Comlink alone would wait for ever. */
export function deathOf(workers: readonly Worker[]): Promise<never> {
  return new Promise((_, reject) => {
    for (const worker of workers) {
      worker.addEventListener('error', (event) => {
        reject(new Error(event.message || 'a worker could not be loaded'));
      });
      worker.addEventListener('messageerror', () =>
        reject(new Error('a message could not be read')),
      );
    }
  });
}
