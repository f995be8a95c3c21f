/** Un enlace que abre una clase a un adulto. */
export const personalLinkWords = {
  'link.title': 'Enlaces personales',
  'link.lead':
    'Para un adulto de esta clase sin cuenta, o para un suplente. El enlace abre Mi clase hoy, las fichas y las notas rápidas de esta clase, y nada más.',
  'link.none': 'No hay ningún enlace abierto a esta clase.',
  'link.make': 'Crear un enlace',
  'link.make_lead': 'Se muestra una sola vez: entréguelo usted. Puede anularlo en cualquier momento.',
  'link.who': '¿Para quién es?',
  'link.substitute': 'Un suplente',
  'link.adult': '{name}, {role}',
  'link.name': 'Nombre del suplente',
  'link.from': 'Primer día',
  'link.to': 'Último día',
  'link.make_it': 'Crear el enlace',
  'link.ready': 'Entregue este enlace',
  'link.link': 'Enlace personal',
  'link.once':
    'Funciona hasta el final del {until} y no se vuelve a mostrar. Quien lo tenga ve lo que ve esta clase: envíelo solo a esa persona.',
  'link.until': 'abierto hasta el final del {day}',
  'link.ended': 'terminó el {day}',
  'link.withdrawn_on': 'anulado el {day}',
  'link.made': 'creado por {name}, el {day}',
  'link.never_opened': 'aún sin usar',
  'link.opened': 'usado {count, plural, one {una vez} other {# veces}}, la última el {day}',
  'link.withdraw': 'Anular',
  'link.withdraw_of': 'Anular el enlace de {name}',
  'link.withdrawn': 'El enlace ya no abre nada.',

  'link.open_title': 'Su clase hoy',
  'link.open_lead':
    'Este enlace abre el día de una clase: quién viene, las fichas de sus estudiantes y las notas rápidas. Los estudiantes no deben ver esta pantalla.',
  'link.open': 'Abrir mi clase',
  'link.band': 'Abierto con un enlace personal, hasta el final del {until}. Cierre la sesión al dejar el dispositivo.',
} as const;
