import '@fontsource-variable/ibm-plex-sans/wght.css';
import '@fontsource/ibm-plex-mono/latin-400.css';
import '@fontsource/ibm-plex-mono/latin-500.css';
import '@mantine/core/styles.css';
import './shell/studio.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createStudioQueryClient } from './client/query-client.ts';
import { createStudioRouter } from './shell/studio-router.tsx';
import { studioTheme } from './shell/studio-theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={studioTheme} forceColorScheme="dark" getStyleNonce={() => nonce}>
      <QueryClientProvider client={createStudioQueryClient()}>
        <RouterProvider router={createStudioRouter()} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
