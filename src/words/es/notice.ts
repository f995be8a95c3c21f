/** Lo que espera a un adulto, en el producto y por correo: cuántos, nunca un nombre. */
export const noticeWords = {
  'notice.title': 'Lo que le espera',
  'notice.lead': 'Cada línea desaparece cuando usted la ha atendido allí adonde lleva.',
  'notice.none': 'No le espera nada',
  'notice.count': '{count, plural, one {# le espera} other {# le esperan}}',
  'notice.go': 'Ver',
  'notice.go_label': 'Ver: {what}',
  'notice.not_today': '{count, plural, one {Una clase dice: hoy no} other {Las clases dicen # veces: hoy no}}',
  'notice.asks':
    '{count, plural, one {Una clase pregunta o propone algo} other {Las clases preguntan o proponen # cosas}}',
  'notice.cover': '{count, plural, one {Usted cubre una sesión} other {Usted cubre # sesiones}}',
  'notice.students_come':
    '{count, plural, one {Un estudiante pasa pronto a usted: planifique la semana} other {# estudiantes pasan pronto a usted: planifique la semana}}',
  'notice.students_go':
    '{count, plural, one {Un estudiante pasa pronto de usted a otra persona} other {# estudiantes pasan pronto de usted a otra persona}}',
  'notice.new_year':
    '{count, plural, one {Se preparó un nuevo año escolar: usted tiene una estudiante} other {Se preparó un nuevo año escolar: usted tiene # estudiantes}}',
  'notice.visit_cancelled':
    '{count, plural, one {Hoy no tiene lugar una visita a su clase} other {Hoy no tienen lugar # visitas a su clase}}',
  'notice.repair':
    '{count, plural, one {Una sesión semanal ya no encaja: la semana se puede reparar} other {# sesiones semanales ya no encajan: la semana se puede reparar}}',
  'notice.plan_changed':
    '{count, plural, one {El plan de una visita cambió y le espera} other {Los planes de # visitas cambiaron y le esperan}}',
  'notice.question':
    '{count, plural, one {Un terapeuta pregunta cuándo es una rutina} other {Los terapeutas preguntan por # rutinas}}',
  'notice.cards_to_read': '{count, plural, one {Una ficha por leer} other {# fichas por leer}}',
  'notice.cards_unread':
    '{count, plural, one {Una ficha aún no la ha leído su docente} other {# fichas aún no las han leído sus docentes}}',
  'notice.decision_due':
    '{count, plural, one {Vence algo acordado en un encuentro} other {Vencen # cosas acordadas en encuentros}}',
  'notice.strategy_due': '{count, plural, one {Toca un paso con una estrategia} other {Tocan # pasos con estrategias}}',
  'notice.thanks': '{count, plural, one {Alguien le da las gracias} other {# agradecimientos para usted}}',

  'notice.by_mail': 'Por correo electrónico',
  'notice.by_mail_lead':
    'Los días de escuela, antes de empezar, solo cuando le espera algo nuevo. Cuántos, sin nombres.',
  'notice.by_mail_yes': 'Enviármelo por correo electrónico',
  'notice.mail_subject': '{count, plural, one {Carryover: le espera una cosa} other {Carryover: le esperan # cosas}}',
  'notice.mail_hello': 'Esto le espera en Carryover:',
  'notice.mail_where': 'Inicie sesión para ver más:',
  'notice.mail_why':
    'Recibe este mensaje porque lo eligió en «Lo que le espera»; allí puede dejar de recibirlo. A propósito no nombra a nadie.',
} as const;
