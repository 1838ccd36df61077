// The kernels that are measured one by one; bench/page/micro holds what each does.
export const microKeys = [
  'distances',
  'gram',
  'covariance',
  'fft',
  'attraction',
  'mesh',
  'dijkstra',
  'kmeans',
  'spread',
  'forward',
  'network',
];
