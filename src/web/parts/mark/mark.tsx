import { type MarkName, marks } from '#charts/marks.ts';

/**
 * One of the product's marks in the colour of the text around it. Give it a label where it stands alone; beside its
 * word it is decoration.
 */
export function Mark({ name, size = 24, label }: { name: MarkName; size?: number; label?: string }) {
  const { fill, stroke } = marks[name];
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" role="img" aria-label={label} aria-hidden={label === undefined}>
      {stroke !== '' && <path d={stroke} fill="none" stroke="currentColor" strokeWidth={2} />}
      {fill !== '' && <path d={fill} fill="currentColor" />}
    </svg>
  );
}
