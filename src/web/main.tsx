import './styles/base.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/mini';
import { showTheme } from './house/theme.ts';
import { router } from './routes.tsx';

// Zod would try whether it may compile its checks, which the content security policy forbids and reports.
config({ jitless: true });
showTheme();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
