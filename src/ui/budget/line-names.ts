import type { AnyParams } from '../../core/params';
import { pythonName } from '../../core/python';
import { methodById } from '../../methods/registry';
import type { Curve } from '../../study/budget-curve';
import { featureById } from '../../study/features';
import { formatParam } from '../format';

/** "alpha = 0.5": what of a method's parameters is not its default. */
function changesOf(method: string, params: AnyParams): string {
  const specs = methodById(method).params;
  return Object.entries(params)
    .filter(([name, value]) => specs[name]?.default !== value)
    .map(([name, value]) => `${pythonName(name)} = ${formatParam(value)}`)
    .join(', ');
}

/** What each curve is called: its method, and whatever else tells it from the others. */
export function lineNames(curves: readonly Curve[]): string[] {
  const severalFeatures = new Set(curves.map(({ features }) => features)).size > 1;
  return curves.map(({ method, params, features }) => {
    const parts = [methodById(method).title];
    if (severalFeatures) parts.push(featureById(features).title);
    const changes = changesOf(method, params);
    if (changes) parts.push(changes);
    return parts.join(', ');
  });
}
