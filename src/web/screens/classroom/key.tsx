import type { ReactNode } from 'react';
import styles from './classroom.module.css';

/**
 * A button of the recording screen: big enough for a thumb that does not look. The browser's own: with `touch-action` it
 * answers at once, and the house's would be a seventh of all this screen loads.
 */
export function Key({
  look = 'plain',
  name,
  on,
  shortcut,
  isDisabled = false,
  type = 'button',
  onPress,
  children,
}: {
  readonly look?: 'plain' | 'quiet' | 'main' | 'mark' | 'cell' | 'chip';
  /** For those who listen; it contains what is written on it. */
  readonly name?: string;
  /** Pressed in, for keys that stay so. */
  readonly on?: boolean;
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  /** A form's own key has no `onPress`: the form hears it. */
  readonly type?: 'button' | 'submit';
  readonly onPress?: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button
      className={`${styles.key} ${styles[look]} ${on === true ? styles.on : ''}`}
      disabled={isDisabled}
      type={type}
      onClick={onPress}
      {...(name === undefined ? {} : { 'aria-label': name })}
      {...(on === undefined ? {} : { 'aria-pressed': on })}
      {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcut })}
    >
      {children}
    </button>
  );
}
