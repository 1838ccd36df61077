import type { PythonTwin } from '../../core/python';

/** Every method that has a `python.ts` in its folder. */
const found = import.meta.glob<PythonTwin>('../../methods/*/*/python.ts', {
  eager: true,
  import: 'python',
});

const twins = new Map(Object.values(found).map((twin) => [twin.method, twin]));

export const twinOf = (method: string): PythonTwin | undefined => twins.get(method);
