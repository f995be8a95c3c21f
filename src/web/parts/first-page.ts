let first = true;

/** Whether no screen has been shown yet since the browser opened the product; asked once by each screen. */
export function takeFirstPage(): boolean {
  const was = first;
  first = false;
  return was;
}
