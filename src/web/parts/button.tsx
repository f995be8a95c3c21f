import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import styles from './button.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'render'> {
  /** `main`: what the screen is for, at most one per view. `quiet`: text only. `icon`: square, needs `aria-label`. */
  readonly kind?: 'main' | 'plain' | 'quiet' | 'icon';
  readonly size?: 'usual' | 'small';
}

/** Keeps the focus while what it has begun `isPending`, and does nothing until that is over. */
export function Button({ kind = 'plain', size = 'usual', isPending = false, ...rest }: ButtonProps) {
  // Not React Aria's own pending state: it speaks by pointing at the button, and says nothing at all when the button's dialog
  // has been closed meanwhile. Screens announce what came of it.
  const waiting: AriaButtonProps = isPending
    ? {
        // As a submit button it would let Enter in a field send the form once more.
        type: 'button',
        onPress: () => {},
        render: (props) => <button {...props} aria-disabled />,
      }
    : {};
  return <AriaButton {...rest} {...waiting} className={`${styles.button} ${styles[kind]} ${styles[size]}`} />;
}

/** For links that look like buttons. */
export function buttonClass(kind: NonNullable<ButtonProps['kind']>, size: NonNullable<ButtonProps['size']> = 'usual') {
  return `${styles.button} ${styles[kind]} ${styles[size]}`;
}
