import { ensureBuild } from '../../tools/lib/project.mjs';

/** The page that is tested is the page of these sources. */
export default function build(): void {
  ensureBuild();
}
