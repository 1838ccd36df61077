// A feed-forward network of convolutions (with ReLU and max pooling) and dense layers, all of one kind: see layer.as.ts.
export { networkBackward } from './backward.as';
export { networkForward } from './forward.as';
export { networkGradient } from './gradient.as';
export { networkNormalise, networkNormaliseBack } from './normalise.as';
export { softmaxCrossEntropy } from './softmax.as';
export { adamStep, averageStep, networkPack } from './update.as';
export { networkForwardPooled } from './winograd.as';
