import { setupI18n } from '@lingui/core';
import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage';
import type { en } from './en.ts';
import { type Formats, formatsFor } from './formats.ts';
import type { Language } from './language.ts';

/** Every sentence the product can say, by its id. */
export type WordId = keyof typeof en;
/** Sentences in ICU message syntax, by id. */
export type Catalogue = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number | null | undefined>>;

/** One language: sentences by id, and the forms of dates, times and measured shares in it. */
export interface Words extends Formats {
  readonly language: Language;
  say(id: WordId, values?: Values): string;
  /** For ids made from a code (`fault.` + code): null where the catalogue has none. */
  sayIfKnown(id: string, values?: Values): string | null;
}

const compiled = new Map<string, CompiledMessage>();

// The catalogues are written by hand, as they are read: no build step stands between a sentence and its screen. Each
// message is compiled when it is first said.
function compile(message: string): CompiledMessage {
  const known = compiled.get(message);
  if (known !== undefined) return known;
  const made = compileMessage(message);
  compiled.set(message, made);
  return made;
}

export function wordsFrom(language: Language, catalogue: Catalogue): Words {
  const i18n = setupI18n();
  i18n.setMessagesCompiler(compile);
  i18n.loadAndActivate({ locale: language, messages: { ...catalogue } });
  const say = (id: string, values: Values = {}) => i18n._(id, { ...values });
  return {
    language,
    say,
    sayIfKnown: (id, values) => (Object.hasOwn(i18n.messages, id) ? say(id, values) : null),
    ...formatsFor(language, say),
  };
}
