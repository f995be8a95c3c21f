import styles from './first-few.module.css';
import { useWords } from './words.tsx';

export interface FewItem {
  readonly key: string;
  readonly text: string;
}

/** So many are read at a glance; of more than one above that, the others wait behind their number. */
const mostShown = 4;

export function FirstFew({
  items,
  stacked = false,
}: {
  readonly items: readonly FewItem[];
  readonly stacked?: boolean;
}) {
  const words = useWords();
  const shown = items.length > mostShown + 1 ? items.slice(0, mostShown) : items;
  const others = items.slice(shown.length);
  return (
    <>
      <ItemList items={shown} stacked={stacked} />
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{words.say('today.others', { count: others.length })}</summary>
          <ItemList items={others} stacked={stacked} />
        </details>
      )}
    </>
  );
}

function ItemList({ items, stacked }: { readonly items: readonly FewItem[]; readonly stacked: boolean }) {
  return (
    <ul className={stacked ? styles.stacked : styles.items}>
      {items.map((item) => (
        <li key={item.key}>{item.text}</li>
      ))}
    </ul>
  );
}
