import type { ReactNode } from 'react';
import type { CardText } from '#domain/partnership/card.ts';
import { useWords } from '../../parts/words.tsx';
import styles from './card.module.css';

/** What is on a card, in the order in which it is read. */
export function CardView({ card, children }: { readonly card: CardText; readonly children?: ReactNode }) {
  const words = useWords();
  const parts = [
    { key: 'looks_like', text: card.looksLike },
    { key: 'cue', text: card.cue },
    { key: 'praise', text: card.praise },
    { key: 'avoid', text: card.avoid },
  ] as const;
  return (
    <>
      <dl className={styles.parts}>
        {parts
          .filter(({ text }) => text !== '')
          .map(({ key, text }) => (
            <div key={key} className={key === 'looks_like' ? styles.first : undefined}>
              <dt>{words.say(`card.${key}`)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        {card.asks.length > 0 && (
          <div>
            <dt>{words.say('card.asks')}</dt>
            <dd>
              <ul>
                {card.asks.map((ask) => (
                  <li key={ask.goalId}>{ask.words}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      {children}
    </>
  );
}
