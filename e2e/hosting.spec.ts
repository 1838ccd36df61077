import { readFile } from 'node:fs/promises';
import { headers } from '../tools/lib/headers.mjs';
import { expect, test } from './support/fixtures';

const inProject = (path: string): URL => new URL(`../${path}`, import.meta.url);

const escaped = (text: string): string => text.replaceAll(/[*.?()[\]]/g, String.raw`\$&`);

test.describe('Recipes for hosts', () => {
  test('send the headers that our own server sends', async () => {
    const nginx = await readFile(inProject('deploy/nginx.conf'), 'utf8');
    const netlify = await readFile(inProject('dist/_headers'), 'utf8');
    for (const [name, value] of Object.entries(headers)) {
      expect(nginx).toMatch(new RegExp(`add_header ${name} "?${escaped(value)}"? always;`));
      expect(netlify).toContain(`  ${name}: ${value}\n`);
    }
  });
});
