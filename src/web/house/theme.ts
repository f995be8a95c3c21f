export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const remembered = 'carryover.theme';

function chosen(): Theme {
  const stored = window.localStorage.getItem(remembered);
  return themes.find((theme) => theme === stored) ?? 'system';
}

/** Puts the colours chosen on this device, or those given, on the page before anything is drawn. */
export function showTheme(theme: Theme = chosen()): void {
  window.localStorage.setItem(remembered, theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
