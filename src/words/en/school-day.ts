/** What can be wrong with a described school day. */
export const schoolDay = {
  'fault.field.outside_school_year': 'This date is outside the school year. Change the date, or the school year first.',
  'fault.field.ends_before_start': 'The end is not after the start. Change one of them.',
  'fault.field.rotation_needs_start': 'Say which date is the first day (or week A) of the rotation.',
  'fault.field.off_grid': 'Times are kept in steps of five minutes. Use a time such as 9:40.',
  'fault.field.overlaps': 'This begins before the routine above has ended. Change one of the times.',
} as const;
