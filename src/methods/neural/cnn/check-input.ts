import { failure, type Failure } from '../../../core/failure';
import type { InputFacts } from '../../../core/method';
import type { CnnParams } from './params';

/** Why the network cannot be trained on this; undefined when it can. */
export function cnnProblem(
  { cols, imageShape, labelled = 0, labelledPerClass = [] }: InputFacts,
  { validationShare }: CnnParams,
): Failure | undefined {
  if (!imageShape || imageShape.height * imageShape.width * imageShape.channels !== cols) {
    const message =
      'The network needs images, and the columns are none. Choose the image shape on the Data page.';
    return failure('badInput', message, 'imageShape').error;
  }
  if (labelled === 0) {
    const message = 'No row has a label to learn from. Choose the label column on the Data page.';
    return failure('badInput', message, 'y').error;
  }
  if (labelledPerClass.filter((count) => count > 0).length < 2) {
    const message =
      'All labelled rows are of one class. A network needs at least two to tell apart.';
    return failure('badInput', message, 'y').error;
  }
  const lonely = labelledPerClass.filter((count) => count === 1).length;
  if (lonely > 0) {
    const message =
      `${lonely === 1 ? 'A class has' : `${lonely} classes have`} only one labelled row: it cannot both train the ` +
      'network and check it. Label more rows, or leave that class out.';
    return failure('badInput', message, 'y').error;
  }
  if (Math.floor(labelled - Math.ceil(labelled * validationShare)) < 1) {
    const message = `Of ${labelled} labelled rows none would be left to train on. Choose a smaller share.`;
    return failure('badParameter', message, 'validationShare').error;
  }
  return undefined;
}
