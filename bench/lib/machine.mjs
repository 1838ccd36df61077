// What a figure was measured on.
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

const said = (command, args) => {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
};

export function machineFacts() {
  const [{ model }] = cpus();
  return {
    processor: model.trim(),
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: said('uname', ['-sr']),
    node: process.version,
    commit: said('git', ['rev-parse', '--short', 'HEAD']),
    date: new Date().toISOString().slice(0, 10),
  };
}
