// What the command line asks for.
import { parseArgs } from 'node:util';
import { stepKeys } from './steps.mjs';

export const USAGE = `npm run bench -- [options]

  --step KEYS      only these steps, comma-separated (default: all): ${stepKeys.join(', ')}
  --repeat N       runs of each step here; the median is shown (default 3)
  --reference      the same steps by scikit-learn on the same files, before and after ours
  --csv FILE       training table (default: ../shared/data/mnist/train.csv.gz, else the built-in samples)
  --test FILE      test table
  --threads N      threads of the page (default: all)`;

/** @returns the options, or exits with the usage when they make no sense. */
export function readOptions(argv) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        step: { type: 'string' },
        repeat: { type: 'string', default: '3' },
        reference: { type: 'boolean', default: false },
        csv: { type: 'string' },
        test: { type: 'string' },
        threads: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const steps = values.step?.split(',') ?? stepKeys;
    const unknown = steps.filter((key) => !stepKeys.includes(key));
    if (unknown.length > 0) throw new Error(`there is no step called ${unknown.join(', ')}`);
    return {
      ...values,
      steps,
      repeat: positive(values.repeat, '--repeat'),
      threads: values.threads === undefined ? undefined : positive(values.threads, '--threads'),
    };
  } catch (thrown) {
    console.error(`${thrown.message}\n\n${USAGE}`);
    process.exit(2);
  }
}

function positive(text, name) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} must be a whole number, 1 or more`);
  return value;
}
