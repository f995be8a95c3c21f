export type Reason = never;
