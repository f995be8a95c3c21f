export const schoolDay = {
  'fault.field.outside_school_year': 'Esta fecha está fuera del año escolar. Cambie la fecha o, antes, el año escolar.',
  'fault.field.ends_before_start': 'El final no es posterior al comienzo. Cambie uno de los dos.',
  'fault.field.rotation_needs_start': 'Indique qué fecha es el primer día (o la semana A) de la rotación.',
  'fault.field.off_grid': 'Los horarios van de cinco en cinco minutos. Use una hora como 9:40.',
  'fault.field.overlaps': 'Comienza antes de que termine la rutina anterior. Cambie una de las horas.',
} as const;
