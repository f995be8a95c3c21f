import { readVisualImage } from '#contract/visual.ts';
import { addressOf } from '../client/call.ts';
import styles from './own-picture.module.css';

/** One of the district's own pictures, beside words that say the same: it is not read out. */
export function OwnPicture({ visualId, size = 32 }: { readonly visualId: string; readonly size?: number }) {
  return (
    <img
      className={styles.picture}
      src={addressOf(readVisualImage, { params: { visualId } })}
      width={size}
      height={size}
      alt=""
      loading="lazy"
    />
  );
}
