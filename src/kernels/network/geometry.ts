import { isNormalised, KERNEL_SIDE, outputSize, type ConvLayer, type NetworkLayer } from './shape';

/** Images of one block of the forward pass; `GROUP` in layer.as.ts. */
export const GROUP = 4;
const FLOAT = 4;

/** How an activation lies in memory: rows of pixels, channels last, zeros around. Bytes. */
interface Lying {
  rowBytes: number;
  pixelBytes: number;
  /** From the image's start to its first pixel. */
  firstByte: number;
  imageBytes: number;
}

/** Images of one block of winograd.as.ts, `IMAGES` there. */
const WINOGRAD_IMAGES = 2;
/** Elements of a transformed tile or filter of F(2 × 2, 3 × 3). */
const ELEMENTS = 16;
/** Its products for four tiles and eight outputs. */
const PRODUCT_BYTES = ELEMENTS * 4 * 8 * FLOAT;

/** How a layer reads its input and writes its output; the numbers of layer.as.ts that do not move. */
export interface Geometry {
  rows: number;
  run: number;
  runBytes: number;
  rowBytes: number;
  positions: number;
  window: number;
  outputs: number;
  relu: number;
  /** 1: the forward pass is winograd.as.ts's. */
  winograd: number;
  /** 1: what is handed on is normalised. */
  normalised: number;
  inBytes: number;
  outBytes: number;
  /** Byte offsets for a group of images. */
  offsets: Int32Array;
  outOffsets: Int32Array;
}

/** The kernels take outputs eight at a time. */
const padded = (outputs: number): number => Math.ceil(outputs / 8) * 8;

function lyingBefore(layer: NetworkLayer): Lying {
  if (layer.kind === 'dense') {
    const bytes = layer.inputs * FLOAT;
    return { rowBytes: bytes, pixelBytes: bytes, firstByte: 0, imageBytes: bytes };
  }
  const { height, width, channels, padding } = layer;
  const pixelBytes = channels * FLOAT;
  const rowBytes = (width + 2 * padding) * pixelBytes;
  return {
    rowBytes,
    pixelBytes,
    firstByte: padding * (rowBytes + pixelBytes),
    imageBytes: (height + 2 * padding) * rowBytes,
  };
}

/** How `layer` must write so that `next` can read. A dense layer reads a picture as one run: no zeros between. */
function lyingAfter(layer: NetworkLayer, next: NetworkLayer | undefined): Lying {
  if (next?.kind === 'conv') return lyingBefore(next);
  const pixelBytes = padded(layer.outputs) * FLOAT;
  const [height, width] = layer.kind === 'conv' ? outputSize(layer) : [1, 1];
  const rowBytes = width * pixelBytes;
  return { rowBytes, pixelBytes, firstByte: 0, imageBytes: height * rowBytes };
}

/** One image's offsets repeated for each image of a group. */
const forGroup = (offsets: number[], imageBytes: number): Int32Array =>
  Int32Array.from({ length: offsets.length * GROUP }, (_, i) => {
    const image = Math.floor(i / offsets.length);
    return offsets[i % offsets.length] + image * imageBytes;
  });

function convOffsets(layer: ConvLayer, from: Lying, to: Lying) {
  const [height, width] = outputSize(layer);
  const [poolRows, poolCols] = layer.pool;
  const offsets: number[] = [];
  const outOffsets: number[] = [];
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      outOffsets.push(to.firstByte + i * to.rowBytes + j * to.pixelBytes);
      for (let a = 0; a < poolRows; a++)
        for (let b = 0; b < poolCols; b++)
          offsets.push((i * poolRows + a) * from.rowBytes + (j * poolCols + b) * from.pixelBytes);
    }
  }
  return { offsets, outOffsets };
}

/** @throws RangeError when a layer before the last has outputs that are no multiple of eight. */
export function geometryOf(layer: NetworkLayer, next: NetworkLayer | undefined): Geometry {
  if (next && layer.outputs % 8 !== 0)
    throw new RangeError(`a hidden layer needs a multiple of 8 outputs, not ${layer.outputs}`);
  const from = lyingBefore(layer);
  const to = lyingAfter(layer, next);
  const isConv = layer.kind === 'conv';
  const window = isConv ? layer.pool[0] * layer.pool[1] : 1;
  const run = isConv ? KERNEL_SIDE * layer.channels : layer.inputs;
  const { offsets, outOffsets } = isConv
    ? convOffsets(layer, from, to)
    : { offsets: [0], outOffsets: [0] };
  return {
    rows: isConv ? KERNEL_SIDE : 1,
    run,
    runBytes: Math.ceil(run / 4) * 4 * FLOAT,
    rowBytes: from.rowBytes,
    positions: offsets.length,
    window,
    outputs: padded(layer.outputs),
    relu: isConv || layer.relu ? 1 : 0,
    winograd: isConv && window === 4 && layer.channels % 4 === 0 ? 1 : 0,
    normalised: isNormalised(layer) ? 1 : 0,
    inBytes: from.imageBytes,
    outBytes: to.imageBytes,
    offsets: forGroup(offsets, from.imageBytes),
    outOffsets: forGroup(outOffsets, to.imageBytes),
  };
}

/** Floats of a layer's weights as its forward pass reads them. */
export const packedFloats = ({ winograd, outputs, rows, run }: Geometry): number =>
  outputs * (winograd ? (ELEMENTS * run) / KERNEL_SIDE : rows * run);

/** Kernel, blocks and scratch bytes of each thread for a layer's forward pass over `images` images. */
export function forwardPass({ winograd, positions, outputs, run }: Geometry, images: number) {
  if (!winograd) {
    const blocks = Math.ceil(images / GROUP) * (outputs / 8);
    return { kernel: 'networkForward', blocks, scratchBytes: 0 };
  }
  const windows = Math.ceil((WINOGRAD_IMAGES * positions) / 4 / 4) * 4;
  const tiles = (windows * ELEMENTS * run * FLOAT) / KERNEL_SIDE;
  return {
    kernel: 'networkForwardPooled',
    blocks: Math.ceil(images / WINOGRAD_IMAGES),
    scratchBytes: tiles + PRODUCT_BYTES,
  };
}
