import type { vault as english } from '../en/vault.ts';

export const vault: Record<keyof typeof english, string> = {
  'vault.title': 'Bloqueado',
  'vault.lead': 'Lo que este dispositivo guarda de sus estudiantes está bloqueado.',
  'vault.pin': 'PIN',
  'vault.open': 'Desbloquear',
  'vault.by_passkey': 'Desbloquear con una llave de acceso',
  'vault.passkey_did_not': 'La llave de acceso no lo abrió. Use el PIN, o cierre la sesión y vuelva a entrar.',
  'vault.wrong': 'Ese no es el PIN. {left, plural, one {Queda un intento} other {Quedan # intentos}}.',
  'vault.wiped':
    'El PIN fue incorrecto cinco veces. Se quitó de este dispositivo todo lo legible. Lo que aún no se envió sigue sellado y llega al servidor en cuanto se pueda. Entre de nuevo para continuar.',
  'vault.waiting':
    '{count, plural, =0 {No hay nada por enviar.} one {Hay una anotación por enviar; se envía aunque esté bloqueado.} other {Hay # anotaciones por enviar; se envían aunque esté bloqueado.}}',
  'vault.waiting_open': '{count, plural, one {Hay una anotación por enviar.} other {Hay # anotaciones por enviar.}}',
  'vault.forgotten': '¿Olvidó el PIN? Cierre la sesión',
  'vault.forgotten_why':
    'Al cerrar la sesión se quita lo legible. Las anotaciones no enviadas siguen selladas y se envían después.',
  'vault.lock': 'Bloquear',
  'vault.to_sign_in': 'Entrar',

  'vault.refused':
    '{count, plural, one {El servidor no aceptó # anotación. Revisarla} other {El servidor no aceptó # anotaciones. Revisarlas}}',
  'vault.kept': 'Su día está en este dispositivo, de las {time}.',
  'vault.kept_day': 'Su día está en este dispositivo, del {day}, {time}.',
  'vault.not_kept': 'Este dispositivo no lleva su día consigo: sin red no podría empezar.',
  'vault.choose_pin': 'Elija un PIN',
  'vault.offline_title': 'Sin red',
  'vault.offline_lead': 'No hay red. Se puede anotar en las sesiones; se envía cuando vuelva.',
  'vault.offline_as_of': 'Según lo último que supo este dispositivo, {day}, {time}.',
  'vault.offline_none': 'Este dispositivo no tiene ninguna sesión para hoy.',
  'vault.offline_nothing':
    'No hay red y este dispositivo no lleva nada consigo. Con un PIN (Preferencias, este dispositivo) lleva su día.',
  'vault.start': 'Empezar',
  'vault.start_label': 'Empezar {what} a las {time}',
  'vault.not_with_it': 'no está en este dispositivo',

  'vault.device': 'Este dispositivo',
  'vault.device_why':
    'Con un PIN, las sesiones de su día vienen con usted a las salas sin red: etiquetas y objetivos parciales, sin nombres ni metas en palabras. El dispositivo se bloquea solo después de 2 minutos, durante una sesión después de 15. Cinco PIN incorrectos quitan lo legible.',
  'vault.new_pin': 'PIN nuevo',
  'vault.new_pin_hint': 'Al menos 6 cifras o letras, que no sean una serie.',
  'vault.pin_easy': 'Ese PIN es de los primeros que se prueban. Use al menos 6 cifras o letras, que no sean una serie.',
  'vault.set_pin': 'Usar este PIN',
  'vault.pin_set': 'El PIN está puesto. Este dispositivo se bloquea con él.',
  'vault.change_pin': 'Cambiar el PIN',
  'vault.has_pin': 'Este dispositivo se bloquea con un PIN.',
  'vault.rescue': 'Guardar en un archivo las anotaciones no enviadas',
  'vault.rescue_why':
    'El servidor no ha recibido {count, plural, one {una anotación} other {# anotaciones}}. El archivo está cifrado; quien cuida el servidor lo carga con «carryover import».',
  'vault.update': 'Hay una versión más nueva.',
  'vault.update_now': 'Usarla ahora',

  'vault.leaving': 'Hay anotaciones sin enviar',
  'vault.leaving_why':
    '{count, plural, one {Una anotación no ha llegado} other {# anotaciones no han llegado}} al servidor. Siguen selladas en este dispositivo y se envían cuando vuelva a entrar aquí. Mejor: no cierre la sesión hasta que haya red.',
  'vault.leave': 'Cerrar la sesión de todos modos',
  'vault.stay': 'No cerrarla',

  'passkey.title': 'Llaves de acceso',
  'passkey.why': 'Entre con la huella, la cara o el código de un dispositivo, o con una llave de seguridad.',
  'passkey.none': 'Aún no tiene ninguna llave de acceso.',
  'passkey.label': 'Nombre de la llave de acceso',
  'passkey.label_hint': 'Para reconocerla: «tableta de la escuela».',
  'passkey.password': 'Su contraseña',
  'passkey.add': 'Crear una llave de acceso',
  'passkey.added': 'La llave de acceso está creada.',
  'passkey.not_here':
    'Este navegador no puede crear llaves de acceso en esta dirección. Necesitan un nombre de servidor y una conexión segura.',
  'passkey.made': 'creada el {made}',
  'passkey.used': 'usada por última vez el {used}',
  'passkey.remove': 'Quitar la llave de acceso {label}',
  'passkey.sign_in': 'Entrar con una llave de acceso',
  'passkey.did_not': 'No se usó la llave de acceso. Inténtelo de nuevo o entre con su contraseña.',
  'passkey.unlocks': 'Que desbloquee este dispositivo',
  'passkey.unlocks_now': 'Desbloquea este dispositivo.',
  'passkey.unlocks_not': 'Esta llave de acceso no puede desbloquear un dispositivo. Use un PIN.',
};
