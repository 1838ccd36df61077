import { defaultsOf } from '../../../core/params';
import { cnnParams, type CnnParams } from '../../neural/cnn/params';
import { presets } from '../../neural/cnn/presets';
import type { SelfTrainingParams } from './params';

/** How each network is trained: by the strong preset, or as in the study, for so many epochs. */
export function planOf({
  augment,
  epochs,
}: Pick<SelfTrainingParams, 'augment' | 'epochs'>): CnnParams {
  const strong = presets.find(({ key }) => key === 'strong')?.params;
  return { ...defaultsOf(cnnParams), ...(augment ? strong : {}), epochs };
}
