// What the command line asks for.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { microKeys } from './micro/groups.mjs';
import { peerKeys } from './peers/peers.mjs';
import { presetKeys } from './presets/presets.mjs';
import { scaledKeys } from './scale/methods.mjs';
import { SIZES } from './scale/sizes.mjs';
import { stepKeys } from './steps.mjs';

/** What is measured, and what `--step` chooses from. */
const MODES = {
  steps: stepKeys,
  peers: peerKeys,
  micro: microKeys,
  scale: scaledKeys,
  presets: presetKeys,
};
const OTHERS = Object.keys(MODES).filter((mode) => mode !== 'steps');
const PLOT = fileURLToPath(new URL('../../docs/images/scale.svg', import.meta.url));

export const USAGE = `npm run bench -- [options]

  Without --peers, --micro, --scale or --presets, the steps of the study are timed.

  --step KEYS      only these, comma-separated (default: all)
                   steps: ${stepKeys.join(', ')}
                   peers: ${peerKeys.join(', ')}
                   micro: ${microKeys.join(', ')}
                   scale: ${scaledKeys.join(', ')}
                   presets: ${presetKeys.join(', ')}
  --repeat N       runs of each step here; the median is shown (default 3; --scale and --presets run once)
  --reference      the same steps by scikit-learn or PyTorch on the same files, before and after ours
  --peers          packages that people would use in a browser instead, on the same rows
  --micro          each kernel's arithmetic as a share of what the machine can do
  --scale          cost against the number of rows; draws docs/images/scale.svg
  --presets        what the network's presets reach, each once; with --reference beside PyTorch's ten epochs
  --sizes N,N      rows for --scale (default ${SIZES.join(',')})
  --plot FILE      where --scale draws
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
        peers: { type: 'boolean', default: false },
        micro: { type: 'boolean', default: false },
        scale: { type: 'boolean', default: false },
        presets: { type: 'boolean', default: false },
        sizes: { type: 'string', default: SIZES.join(',') },
        plot: { type: 'string', default: PLOT },
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
    const asked = OTHERS.filter((mode) => values[mode]);
    if (asked.length > 1) throw new Error(`--${asked.join(' and --')} are separate runs`);
    const [mode = 'steps'] = asked;
    const keys = values.step?.split(',') ?? MODES[mode];
    const unknown = keys.filter((key) => !MODES[mode].includes(key));
    if (unknown.length > 0) throw new Error(`there is no step called ${unknown.join(', ')}`);
    return {
      ...values,
      mode,
      keys,
      repeat: positive(values.repeat, '--repeat'),
      sizes: values.sizes.split(',').map((size) => positive(size, '--sizes')),
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
