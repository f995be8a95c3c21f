/** Cómo cuentan los minutos en un distrito. */
export const minuteRuleWords = {
  'minute_rule.title': 'Reglas de los minutos',
  'minute_rule.lead':
    'Valen para todos los estudiantes del distrito. Cada día se cuenta según las reglas vigentes en él: un cambio deja como estaban los días anteriores a su fecha.',
  'minute_rule.in_force': 'Vigentes hoy',
  'minute_rule.usual': 'Las habituales; aquí no se fijó nada.',
  'minute_rule.observation': 'La observación',
  'minute_rule.observation.direct': 'cuenta como servicio directo',
  'minute_rule.observation.apart': 'queda aparte y no cuenta para ningún servicio',
  'minute_rule.co_treatment': 'Dos disciplinas a la vez con un estudiante',
  'minute_rule.co_treatment.each_in_full': 'los minutos cuentan enteros para cada disciplina',
  'minute_rule.co_treatment.shared': 'los minutos se reparten entre las disciplinas',
  'minute_rule.co_treatment_hint':
    'En un registro para facturar, un minuto se cuenta una sola vez, valga aquí la regla que valga.',
  'minute_rule.holiday_weeks': 'Una semana con días sin clase',
  'minute_rule.holiday_weeks.owed_in_full': 'debe todos los minutos de la semana',
  'minute_rule.holiday_weeks.by_school_days': 'debe un quinto por cada uno de sus días de clase',
  'minute_rule.set': 'Fijarlas de nuevo',
  'minute_rule.from': 'Desde',
  'minute_rule.from_hint': 'Los minutos de ese día y los siguientes se cuentan de nuevo; los anteriores quedan.',
  'minute_rule.reason': 'Motivo',
  'minute_rule.history': 'Lo fijado',
  'minute_rule.history_none': 'No se ha fijado nada.',
  'minute_rule.version': 'Versión {version}, desde el {day}',
  'minute_rule.set_by': '{reason} ({name}, {day})',
} as const;
