// Runs in the browser for charts.ts: draws one goal of 500 sessions, and draws it again with a session more or less.
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { goalChart } from '#charts/goal-chart.ts';
import { Picture } from '#web/parts/picture/picture.tsx';
import { goalOf } from './charts-goal.ts';

const place = document.createElement('main');
document.body.append(place);
const root = createRoot(place);

const redraw = (turn: number): Promise<{ busy: number; painted: number }> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const goal = goalOf(500 - (turn % 2), 900);
      const begin = performance.now();
      const picture = goalChart(goal);
      flushSync(() => root.render(createElement(Picture, { picture })));
      place.getBoundingClientRect();
      const busy = performance.now() - begin;
      // A message posted from a frame is handled after that frame has been painted.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve({ busy, painted: performance.now() - begin });
      channel.port2.postMessage(null);
    });
  });

Object.assign(globalThis, { redraw });
