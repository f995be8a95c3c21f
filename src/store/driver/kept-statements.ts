// Which statements either engine keeps parsed and planned on a connection: planning takes longer than most of ours run.

/** What reads or changes rows; anything else has no plan worth keeping. */
export const isPlanned = (sql: string): boolean => /^\s*(select|insert|update|delete|merge|with)\b/i.test(sql);

/** After it a kept statement may answer in another shape, which PostgreSQL refuses: all of them are to be forgotten. */
export const changesTables = (sql: string): boolean => /^\s*(create|alter|drop)\b/i.test(sql);
