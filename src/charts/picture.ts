/**
 * A picture is a plain tree: the screens turn it into React elements, reports into a string. It holds no sentence of
 * its own; every word in it was passed in by the caller.
 */
export type PictureNode = {
  readonly tag: string;
  /** SVG attribute names as SVG spells them (`stroke-width`), values ready to print. */
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly PictureNode[];
  readonly text?: string;
};

/** A place in a picture that keyboard, pointer and screen reader can stop at; one row of the table twin. */
export type PicturePoint = {
  /** Unique in its picture. */
  readonly id: string;
  /** The id the caller gave to what is shown here: a session, a condition, a week. */
  readonly sourceId: string;
  /** Points of one row are walked with left and right; up and down change the row. */
  readonly rowId: string;
  readonly x: number;
  readonly y: number;
  /** What is said when the point is reached. */
  readonly label: string;
  readonly cells: readonly string[];
};

export type PictureTable = {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly string[] }[];
};

export type ChartPicture = {
  /** Begins every id inside the picture; two pictures of one document need two of them. */
  readonly idPrefix: string;
  /** Pixels; the picture is drawn for this width, not scaled to it, so that letters keep their size. */
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description?: string;
  readonly nodes: readonly PictureNode[];
  readonly points: readonly PicturePoint[];
  readonly table: PictureTable;
};

type AttrValue = string | number | undefined;

/** One element. Numbers are rounded to hundredths of a pixel; attributes without a value are left out. */
export function element(
  tag: string,
  attrs: Readonly<Record<string, AttrValue>>,
  children: readonly PictureNode[] = [],
): PictureNode {
  return { tag, attrs: printed(attrs), children };
}

/** One element that holds words. */
export function words(tag: string, attrs: Readonly<Record<string, AttrValue>>, text: string): PictureNode {
  return { tag, attrs: printed(attrs), children: [], text };
}

function printed(attrs: Readonly<Record<string, AttrValue>>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name in attrs) {
    const value = attrs[name];
    if (value !== undefined) out[name] = typeof value === 'number' ? px(value) : value;
  }
  return out;
}

/** ".01" to ".99"; printing a fraction anew each time is what a chart of 500 points would spend most of its frame on. */
const hundredths = Array.from({ length: 100 }, (_, hundredth) => String(hundredth / 100).slice(1));

/** A length as SVG prints it, to the hundredth. */
export function px(value: number): string {
  const rounded = Math.round(value * 100);
  if (!(rounded >= 0 && rounded < 1e8)) return String(rounded / 100);
  const fraction = rounded % 100;
  const whole = String((rounded - fraction) / 100);
  return fraction === 0 ? whole : whole + hundredths[fraction];
}

/** The table twin of points: the same cells in the same order. */
export function tableOf(columns: readonly string[], points: readonly PicturePoint[]): PictureTable {
  return { columns, rows: points.map(({ id, cells }) => ({ id, cells })) };
}

/** A length in whole pixels between two ends; what is missing or no number is read as the usual length. */
export function drawingLength(length: number | undefined, usual: number, least: number, most = 4000): number {
  const pixels = length === undefined || Number.isNaN(length) ? usual : Math.round(length);
  return Math.min(most, Math.max(least, pixels));
}

/** The width a picture is drawn for, from 240 pixels on. */
export function drawingWidth(width: number): number {
  return drawingLength(width, 640, 240);
}

/** A number that can be drawn, or null: not a number, infinite and absurdly large values have no place on an axis. */
export function drawable(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 1e9 ? value : null;
}

/** A count of trials that can be printed (a whole number from 0), or null. */
export function countable(value: number | null | undefined): number | null {
  const number = drawable(value);
  return number !== null && number >= 0 && Number.isInteger(number) ? number : null;
}

/** An interval that can be drawn, its ends in order and inside the axis, or null. */
export function drawableInterval(
  interval: { readonly low: number; readonly high: number } | null | undefined,
  from: number,
  to: number,
): { readonly low: number; readonly high: number } | null {
  const low = drawable(interval?.low);
  const high = drawable(interval?.high);
  if (low === null || high === null || low > high || high < from || low > to) return null;
  return { low: Math.max(low, from), high: Math.min(high, to) };
}
