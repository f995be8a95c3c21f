/**
 * Addresses of the operations this screen asks for. Written out, because the contract's own modules bring all of Zod with them;
 * a test holds them to the contract.
 */
export const addresses = {
  pack: (sessionId: string) => `/api/sessions/${encodeURIComponent(sessionId)}/pack`,
  events: (sessionId: string) => `/api/sessions/${encodeURIComponent(sessionId)}/events`,
  me: '/api/me',
  today: '/api/today',
} as const;
