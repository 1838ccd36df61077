import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#eef3fb',
  '#dbe5f5',
  '#b5c9ea',
  '#8caade',
  '#6a8fd4',
  '#547ecd',
  '#3a69bd',
  '#305aa8',
  '#284d94',
  '#1c3f80',
];

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 6 },
  autoContrast: true,
  colors: {
    ink,
    dark: [
      '#d5d9e2',
      '#b9bfcb',
      '#949cab',
      '#6d7686',
      '#454c59',
      '#343a46',
      '#272c36',
      '#1b1f27',
      '#14171d',
      '#0e1015',
    ],
  },
  defaultRadius: 'md',
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, Ubuntu, Cantarell, "Noto Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: '620',
    sizes: { h1: { fontSize: '1.6rem' }, h2: { fontSize: '1.15rem' }, h3: { fontSize: '1rem' } },
  },
  components: {
    Paper: { defaultProps: { withBorder: true, p: 'lg', radius: 'lg' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, multiline: true, maw: 320 } },
    // The tint of a light alert leaves too little contrast for a coloured title.
    Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
    Badge: { styles: { label: { color: 'var(--mantine-color-text)' } } },
    // Where no GPU draws, whatever moves on its own takes a core from the work: bars only move with the progress.
    Progress: { defaultProps: { transitionDuration: 0 } },
    // A label alone is not read out of an element without a role.
    Loader: { defaultProps: { role: 'status' } },
    // Its own grey is too light on white, and its cross has no name.
    Notification: {
      styles: { description: { color: 'var(--mantine-color-dimmed)' } },
      defaultProps: { closeButtonProps: { 'aria-label': 'Close this notice' } },
    },
    // A menu may hold nothing but its items: the first of them gets the focus, not a stand-in.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } },
  },
});

/** A quiet ground under white (or raised dark) cards, and secondary text that keeps WCAG AA contrast on both. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--fl-ground': '#f5f6f9',
    '--fl-tint': '#f5f7fb',
    '--mantine-color-dimmed': '#5a6270',
    '--mantine-color-default-border': '#e2e5eb',
  },
  dark: {
    '--mantine-color-body': '#1b1f27',
    '--fl-ground': '#12151b',
    '--fl-tint': '#212630',
    '--mantine-color-dimmed': '#a3abba',
    '--mantine-color-default-border': '#2f3540',
  },
});
