import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { openLink } from '#contract/personal-link.ts';
import { useChange } from '../../client/queries.ts';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './entrance.module.css';
import { linkToken } from './link-token.ts';

/** Where personal links lead. It opens by a press: what looks at links in mail has not used it yet. */
export function LinkScreen() {
  const words = useWords();
  const navigate = useNavigate();
  const [token] = useState(() => linkToken(window.location.hash));
  const open = useChange(openLink, () => void navigate({ to: '/today', replace: true }));
  return (
    <Page title={words.say('link.open_title')} lead={words.say('link.open_lead')} narrow>
      {token === null ? (
        <Notice>{words.say('welcome.no_link')}</Notice>
      ) : (
        <div className={styles.part}>
          <FaultNotice fault={open.error} />
          <p>
            <Button
              kind="main"
              isPending={open.isPending}
              onPress={() => open.mutate({ body: { token, language: words.language } })}
            >
              {words.say('link.open')}
            </Button>
          </p>
        </div>
      )}
    </Page>
  );
}
