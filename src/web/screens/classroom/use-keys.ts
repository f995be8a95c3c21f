import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface KeyPresses {
  readonly digit: (digit: number, shift: boolean) => boolean;
  readonly letter: (letter: string) => boolean;
  readonly arrow: (by: 'student' | 'goal', step: 1 | -1) => void;
  readonly escape: () => void;
}

const arrows: Readonly<Record<string, readonly ['student' | 'goal', 1 | -1]>> = {
  ArrowRight: ['student', 1],
  ArrowLeft: ['student', -1],
  ArrowDown: ['goal', 1],
  ArrowUp: ['goal', -1],
};

/**
 * A keyboard beside the tablet, or a laptop: digits mark, arrows go to students and goals. Nothing while a sheet lies over the
 * pad or somebody writes.
 */
export function useKeys(isOn: boolean, presses: KeyPresses): void {
  const latest = useRef(presses);
  latest.current = presses;
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target instanceof Element && event.target.closest('dialog, input, textarea, select') !== null) return;
      // Shift changes what a digit key writes, not which key it is.
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
      const arrow = arrows[event.key];
      if (digit !== null) {
        if (latest.current.digit(Number(digit[1]), event.shiftKey)) event.preventDefault();
      } else if (arrow !== undefined) {
        latest.current.arrow(...arrow);
        event.preventDefault();
      } else if (event.key === 'Escape') latest.current.escape();
      else if (/^[a-z]$/i.test(event.key) && latest.current.letter(event.key.toLowerCase())) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);
}

const remembered = 'carryover.keys';
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Single keys can be turned off: for who speaks to the device, or rests a hand on a keyboard (WCAG 2.1.4). */
export function useKeysChoice(): readonly [boolean, (isOn: boolean) => void] {
  const isOn = useSyncExternalStore(subscribe, () => window.localStorage.getItem(remembered) !== 'off');
  return [
    isOn,
    (next) => {
      window.localStorage.setItem(remembered, next ? 'on' : 'off');
      for (const listener of listeners) listener();
    },
  ];
}
