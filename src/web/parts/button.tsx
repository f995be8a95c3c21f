import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import styles from './button.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  /** `main`: what the screen is for, at most one per view. `quiet`: text only. `icon`: square, needs `aria-label`. */
  readonly kind?: 'main' | 'plain' | 'quiet' | 'icon';
  readonly size?: 'usual' | 'small';
}

export function Button({ kind = 'plain', size = 'usual', ...rest }: ButtonProps) {
  return <AriaButton {...rest} className={`${styles.button} ${styles[kind]} ${styles[size]}`} />;
}

/** For links that look like buttons. */
export function buttonClass(kind: NonNullable<ButtonProps['kind']>, size: NonNullable<ButtonProps['size']> = 'usual') {
  return `${styles.button} ${styles[kind]} ${styles[size]}`;
}
