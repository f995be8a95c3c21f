import { sessionScopes } from '#contract/session.ts';
import { ChoiceField } from '../../parts/field.tsx';
import { useWords } from '../../parts/words.tsx';

type Scope = (typeof sessionScopes)[number];

/** Of a weekly session: only this one, or it and the later ones. */
export function ScopeField({ value, onChange }: { readonly value: Scope; readonly onChange: (scope: Scope) => void }) {
  const words = useWords();
  return (
    <ChoiceField
      label={words.say('session.scope')}
      name="scope"
      options={sessionScopes.map((scope) => ({ value: scope, label: words.say(`session.scope_${scope}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}
