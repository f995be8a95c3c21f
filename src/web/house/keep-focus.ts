import { useEffect } from 'react';

/** What may take the focus for what stood in it: a row, a part of the page, the page. */
const places = 'li, section, form, [role="dialog"], main';

const focusIsLost = () => document.activeElement === null || document.activeElement === document.body;

/**
 * A button that has done its work often goes, and would take the focus with it: whoever works with keys would begin again at the
 * top of the page. The nearest thing around it that still stands takes the focus instead, unless somebody has a better place (the
 * heading of a new page, what a closed dialog was opened from).
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    let around: readonly HTMLElement[] = [];
    /** From where a dialog was opened that has gone with everything in it. */
    let opener: HTMLElement | null = null;
    let frame = 0;
    const remember = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target : null;
      const found: HTMLElement[] = [];
      for (let place = last?.parentElement?.closest<HTMLElement>(places) ?? null; place !== null; ) {
        found.push(place);
        place = place.parentElement?.closest<HTMLElement>(places) ?? null;
      }
      around = found;
      if (last instanceof HTMLElement && last.closest('[role="dialog"]') === null) opener = last;
    };
    const keep = () => {
      if (last?.isConnected !== false || !focusIsLost()) return;
      const place = [...around, opener].find((one) => one?.isConnected);
      last = null;
      if (!place) return;
      if (place !== opener && !place.hasAttribute('tabindex')) place.setAttribute('tabindex', '-1');
      place.focus({ preventScroll: true });
    };
    const changes = new MutationObserver(() => {
      if (last?.isConnected !== false || !focusIsLost()) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(keep);
      });
    });
    document.addEventListener('focusin', remember);
    changes.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      changes.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
}
