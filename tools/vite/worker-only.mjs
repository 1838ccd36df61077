// Descriptors are loaded everywhere, algorithms in workers only. Without this the page's own bundle would hold a
// second copy of every algorithm, tensor library included, that nothing ever loads.

const ALGORITHM = '\0worker-only';

/** For the page's bundle, not for its workers'. @returns {import('vite').Plugin} */
export function algorithmsInWorkersOnly() {
  return {
    name: 'fewlabels:algorithms-in-workers-only',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      const fromDescriptor = /[/\\]src[/\\]methods[/\\].*[/\\]descriptor\.ts$/.test(importer ?? '');
      return source === './fit' && fromDescriptor ? ALGORITHM : undefined;
    },
    load(id) {
      return id === ALGORITHM
        ? `throw new Error('an algorithm was asked for outside its worker');`
        : undefined;
    },
  };
}
