import { Anchor, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const harbour: MantineColorsTuple = [
  '#edf6fa',
  '#dbeaf1',
  '#b3d4e2',
  '#8ccbe8',
  '#65a9c5',
  '#4a93b2',
  '#2f7896',
  '#1d6079',
  '#14506b',
  '#0c3c52',
];

export const theme = createTheme({
  colors: { harbour },
  primaryColor: 'harbour',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
  components: { Anchor: Anchor.extend({ defaultProps: { underline: 'always' } }) },
});

/** The library's grey for what is said softly is too faint to read on white: these have a contrast over 5 to 1. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#52606d',
    '--mantine-color-placeholder': '#5f6c78',
    '--mantine-color-error': '#a12622',
  },
  dark: {
    '--mantine-color-dimmed': '#aab7c4',
    '--mantine-color-placeholder': '#a0adba',
    '--mantine-color-error': '#ff9d97',
    '--mantine-color-body': '#12181f',
  },
});
