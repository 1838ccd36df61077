/** How an image may be changed before a step sees it; every amount is drawn anew for each image and epoch. */
export interface Augmentation {
  /** At most so many degrees to either side. */
  rotation: number;
  /** At most so many pixels in each direction. */
  shift: number;
  /** At most this share larger or smaller, each side on its own. */
  scale: number;
  /** Parts of the image move at most so many pixels against each other. */
  elastic: number;
  /** Every other image, by chance, is seen in a mirror: left for right. */
  mirror: boolean;
  /** A square of so many pixels a side is blanked at a place drawn anew. */
  cutout: number;
}

export type Schedule = 'constant' | 'cosine' | 'oneCycle';

/** How the network learns; what the loop and the trainers are asked for. */
export interface TrainingPlan extends Augmentation {
  epochs: number;
  batchSize: number;
  /** The largest of the schedule. */
  learningRate: number;
  schedule: Schedule;
  /** Share of all steps in which the rate rises; a one-cycle schedule has its own. */
  warmUp: number;
  /** Decay of the weights' mean in a step; 0: no mean is taken. */
  weightAveraging: number;
  weightDecay: number;
  labelSmoothing: number;
  /** Share of the first dense layer's inputs left out in each step. */
  dropout: number;
}

/** Nothing but Adam at one rate, as the study trains. */
export const plainPlan = {
  schedule: 'constant',
  warmUp: 0,
  weightAveraging: 0,
  weightDecay: 0,
  labelSmoothing: 0,
  dropout: 0,
  rotation: 0,
  shift: 0,
  scale: 0,
  elastic: 0,
  mirror: false,
  cutout: 0,
} as const satisfies Partial<TrainingPlan>;
