import type { StrategyStep } from '#domain/partnership/strategy.ts';
import { OwnPicture } from '../../parts/own-picture.tsx';
import { PictureSymbol } from '../../parts/picture-symbol.tsx';
import styles from './strategy.module.css';

/** The steps of a strategy in their order, each with its picture. */
export function Steps({ steps }: { readonly steps: readonly StrategyStep[] }) {
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li key={step.words}>
          <span>
            {typeof step.visualId === 'string' ? (
              <OwnPicture visualId={step.visualId} />
            ) : (
              step.symbol !== null && <PictureSymbol code={step.symbol} />
            )}
          </span>
          <span>{step.words}</span>
        </li>
      ))}
    </ol>
  );
}
