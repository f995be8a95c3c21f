import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { useWords } from './words.tsx';

/** Shown while `onClose` has not been called: mount it when it is to be open. Escape and the cross close it. */
export function Dialog({
  heading,
  lead,
  wide = false,
  onClose,
  children,
}: {
  readonly heading: string;
  readonly lead?: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const words = useWords();
  return (
    <ModalOverlay className={styles.veil} isOpen onOpenChange={(open) => !open && onClose()} isDismissable={false}>
      <Modal className={`${styles.box} ${wide ? styles.wide : ''}`}>
        <AriaDialog className={styles.dialog}>
          <div className={styles.head}>
            <Heading slot="title" level={2}>
              {heading}
            </Heading>
            <Button kind="icon" aria-label={words.say('do.close')} onPress={onClose}>
              <svg className={styles.cross} viewBox="0 0 16 16" aria-hidden="true">
                <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" strokeWidth="1.75" fill="none" />
              </svg>
            </Button>
          </div>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
