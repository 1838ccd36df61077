import type { ParamSpec } from '../../core/params';
import { formatParam } from '../format';

/** "default 30, above 0": what may be typed, under the field. */
export function rangeHint(spec: ParamSpec): string {
  const parts = [`default ${formatParam(spec.default)}`];
  if ('min' in spec && spec.min !== undefined) {
    parts.push(`${spec.exclusiveMin ? 'above' : 'at least'} ${spec.min}`);
  }
  if ('max' in spec && spec.max !== undefined) {
    parts.push(`${spec.exclusiveMax ? 'below' : 'at most'} ${spec.max}`);
  }
  return parts.join(', ');
}
