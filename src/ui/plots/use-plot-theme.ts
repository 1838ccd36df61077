import { useComputedColorScheme } from '@mantine/core';
import { plotThemes, type PlotTheme } from './plotly';

export const usePlotTheme = (): PlotTheme => plotThemes[useComputedColorScheme('light')];
