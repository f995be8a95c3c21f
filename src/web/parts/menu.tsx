import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button } from './button.tsx';
import styles from './menu.module.css';

export interface MenuAction {
  readonly key: string;
  readonly label: string;
  readonly onAction: () => void;
}

/** Further things that can be done, behind one button. Without `children` the button shows three dots. */
export function Menu({
  label,
  actions,
  children,
}: {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  readonly children?: ReactNode;
}) {
  return (
    <MenuTrigger>
      <Button kind={children === undefined ? 'icon' : 'quiet'} aria-label={label}>
        {children ?? (
          <svg className={styles.dots} viewBox="0 0 20 20" aria-hidden="true" fill="currentColor">
            <circle cx="4" cy="10" r="1.75" />
            <circle cx="10" cy="10" r="1.75" />
            <circle cx="16" cy="10" r="1.75" />
          </svg>
        )}
      </Button>
      <Popover placement="bottom end" offset={4}>
        <AriaMenu className={styles.menu} items={actions.map((action) => ({ ...action, id: action.key }))}>
          {(action) => (
            <MenuItem id={action.key} className={styles.item} onAction={action.onAction}>
              {action.label}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
