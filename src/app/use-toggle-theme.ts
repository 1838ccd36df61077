import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

/** The theme that is not shown now, and the way to it. */
export function useToggleTheme(): { next: 'light' | 'dark'; toggle: () => void } {
  const { setColorScheme } = useMantineColorScheme();
  const next = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark';
  return { next, toggle: () => setColorScheme(next) };
}
