import { z } from 'zod';

/**
 * What an operation answers when it does not do what was asked. `code` is turned into a sentence with what to do by `words/`;
 * `message` is that sentence in the reader's language; `field` is the path of the input it is about (`members.2.label`).
 */
export const fault = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
  /** All faults of a form, when there are several; the first is repeated above. */
  fields: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
});
export type Fault = z.infer<typeof fault>;

/** Every code and its HTTP status. A code that is not here does not exist. */
export const faultStatus = {
  bad_input: 400,
  not_json: 400,
  wrong_content_type: 415,
  too_large: 413,
  not_signed_in: 401,
  wrong_password: 401,
  sign_in_locked: 429,
  not_your_role: 403,
  not_yours: 403,
  not_by_link: 403,
  not_in_demo: 403,
  only_in_demo: 404,
  cross_site: 403,
  not_found: 404,
  already_exists: 409,
  changed_meanwhile: 409,
  link_used: 410,
  link_expired: 410,
  too_many_requests: 429,
  store_read_only: 503,
  store_busy: 503,
  query_timed_out: 503,
  unexpected: 500,
} as const;
export type FaultCode = keyof typeof faultStatus;
