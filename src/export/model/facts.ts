import type { ImageShape } from '../../core/method';
import type { AnyParams } from '../../core/params';
import type { EpochFigures } from '../../core/task';

export const FORMAT = 'fewlabels-network';
export const FORMAT_VERSION = 1;

/** Names of the files in the .zip; `model.json` names the weights' itself. */
export const files = {
  model: 'model.json',
  weights: 'weights.bin',
  facts: 'fewlabels.json',
} as const;

/** What plain tfjs has no place for: `fewlabels.json`. */
export interface NetworkFacts {
  format: typeof FORMAT;
  formatVersion: typeof FORMAT_VERSION;
  /** Of the lab that wrote it. */
  labVersion: string;
  name: string;
  /** In the order of the outputs. */
  classes: string[];
  imageShape: ImageShape;
  /** Pixels go in divided by this. */
  pixelMax: number;
  /** The layer whose outputs the lab calls features. */
  featureLayer: string;
  /** Predictions are means over the image and four copies moved by so many pixels; 0 = the image alone. */
  testShift: number;
  training: {
    method: string;
    /** The seed is among them: `randomState`. */
    params: AnyParams;
    epochs: EpochFigures[];
    backend: string;
    /** Of the table it was trained on: SHA-256 of pixels and labels. */
    fingerprint: string;
    trainRows: number;
    validationRows: number;
  };
}
