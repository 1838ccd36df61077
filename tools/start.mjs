// npm start [-- --port N --no-open]: installs and builds what is missing, serves the page, opens it.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ensureBuild, ensureDependencies, giveUp, messageOf } from './lib/project.mjs';

const USAGE = `npm start -- [--port N] [--no-open]
  --port N    serve at this port, or the next free one (4173)
  --no-open   do not open a browser`;

function options() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '4173' },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (thrown) {
    return giveUp(`${messageOf(thrown)}\n\n${USAGE}`);
  }
}

/** Best effort: a machine without a browser or a screen still serves the page. */
function open(/** @type {string} */ url) {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : DISPLAY || WAYLAND_DISPLAY
          ? ['xdg-open', url]
          : [];
  if (!command) return;
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined); // no such command: the address is printed all the same
  child.unref();
}

const { port, 'no-open': quiet, help } = options();
if (help) {
  console.log(USAGE);
  process.exit(0);
}
const wanted = Number(port);
if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535)
  giveUp(`${port} is no port.\n\n${USAGE}`);

ensureDependencies();
ensureBuild();
const { servePage } = await import('./lib/serve.mjs');
const page = await servePage({ port: wanted });
console.log(
  `\nFewlabels is open at ${page.url.replace('127.0.0.1', 'localhost')}  (Ctrl+C ends it)`,
);
if (!quiet) open(page.url.replace('127.0.0.1', 'localhost'));

// npm passes SIGTERM on to its shell only, which dies alone: a server that has lost it would never end.
if (process.env.npm_lifecycle_event) {
  const shell = process.ppid;
  setInterval(() => process.ppid !== shell && process.exit(0), 500).unref();
}
