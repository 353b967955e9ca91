import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Greys without hue: nothing beside the picture may tint the eye. No pure white, no pure black. */
const neutral: MantineColorsTuple = [
  '#d6d6d6',
  '#bcbcbc',
  '#a6a6a6',
  '#8a8a8a',
  '#3a3a3a',
  '#2c2c2c',
  '#212121',
  '#181818',
  '#131313',
  '#0d0d0d',
];

const ink: MantineColorsTuple = [
  '#e2e2e2',
  '#d6d6d6',
  '#cacaca',
  '#bcbcbc',
  '#a6a6a6',
  '#8f8f8f',
  '#787878',
  '#5c5c5c',
  '#424242',
  '#2c2c2c',
];

/** Mantine in the studio's look: Plex, hairlines, colour for state only. */
export const studioTheme = createTheme({
  colors: { dark: neutral, ink },
  primaryColor: 'ink',
  primaryShade: { light: 2, dark: 2 },
  autoContrast: true,
  black: '#131313',
  white: '#e2e2e2',
  fontFamily: "'IBM Plex Sans Variable', 'IBM Plex Sans', system-ui, sans-serif",
  fontFamilyMonospace: "'IBM Plex Mono', ui-monospace, monospace",
  fontSizes: { xs: '0.6875rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontFamily: "'IBM Plex Sans Variable', 'IBM Plex Sans', system-ui, sans-serif", fontWeight: '500' },
  defaultRadius: 2,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 500, transitionProps: { duration: 80 }, withArrow: false } },
    Modal: {
      defaultProps: {
        lockScroll: false,
        yOffset: '3vh',
        overlayProps: { backgroundOpacity: 0.7, color: '#0a0a0a' },
        transitionProps: { duration: 120 },
      },
    },
  },
});
