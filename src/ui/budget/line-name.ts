import type { AnyParams } from '../../core/params';
import { pythonName } from '../../core/python';
import { methodById } from '../../methods/registry';
import { formatParam } from '../format';

/** "alpha = 0.5": what of a method's parameters is not its default. */
function changesOf(method: string, params: AnyParams): string {
  const specs = methodById(method).params;
  return Object.entries(params)
    .filter(([name, value]) => specs[name]?.default !== value)
    .map(([name, value]) => `${pythonName(name)} = ${formatParam(value)}`)
    .join(', ');
}

/** "Label spreading, alpha = 0.5": a curve's method with what was changed of it. */
export function lineName(method: string, params: AnyParams): string {
  const changes = changesOf(method, params);
  return `${methodById(method).title}${changes ? `, ${changes}` : ''}`;
}
