/** What the command line says, and what the store says through it. */
export const command = {
  'command.serving': 'Carryover está en {url}',
  'command.serving_demo': 'Carryover, escuela de muestra, está en {url}',
  'command.preparing_demo': 'Preparando la escuela de muestra para esta semana …',
  'command.first_account': 'Crea la primera cuenta (una vez, dentro de 7 días): {url}',
  'command.this_machine_only':
    'Solo los navegadores de este equipo pueden llegar. Para tabletas indica --host, --tls-cert y --tls-key, o define PUBLIC_URL y pon un proxy delante.',
  'command.backed_up':
    'La copia está en {file} ({rows, plural, one {# fila} other {# filas}}). Guarda su clave aparte.',
  'command.restored': 'La escuela de {at} UTC está de vuelta ({rows, plural, one {# fila} other {# filas}}).',
  'command.imported':
    'Traída: {new, plural, one {# estudiante nuevo} other {# estudiantes nuevos}}, {changed, plural, one {# con cambios} other {# con cambios}}.',
  'command.rescued':
    '{accepted, plural, one {# anotación incorporada} other {# anotaciones incorporadas}}, {known} ya estaban, {refused} rechazadas. Las rechazadas se muestran a quien las registró.',
  'command.rescue_unreadable':
    'La línea {line} del archivo no se puede leer. Guarde el archivo otra vez en la tableta; no se ha incorporado nada.',
  'command.import_apply': 'No se ha cambiado nada. Para traerla, añada --apply.',
  'command.import_too_large':
    'El archivo {file} es demasiado grande: se leen hasta 4 MB. Guarde solo la hoja de la lista como CSV, o divídala por escuela.',
  'command.import_nobody_yet': 'Aquí nadie puede traer una lista todavía. Haga antes la primera cuenta.',
  'command.import_nobody': 'Nadie tiene aquí este correo. Nombre a un terapeuta o coordinador con --as CORREO.',
  'command.import_as_whom': 'Varias personas pueden traer una lista aquí. Diga de quién es con --as CORREO.',
  'command.import_not_their_role':
    'El papel de esta persona no trae listas. Nombre a un terapeuta o coordinador con --as CORREO.',
  'command.import_changed': 'Alguien cambió la escuela mientras tanto. Empiece la orden otra vez.',
  'command.verify_whole':
    '{district}: el registro de accesos está íntegro. {days, plural, one {# día sellado} other {# días sellados}}, {lines, plural, one {# línea} other {# líneas}}; el último es {day}.',
  'command.verify_head':
    'Cabeza: {hash}. Guárdela fuera de la escuela: carryover verify --head HASH muestra así incluso un registro escrito de nuevo.',
  'command.verify_none':
    '{district}: todavía no hay nada sellado. El primer sello se hace la noche después del primer día con una entrada.',
  'command.verify_lines_missing': '{district}, {day}: faltan líneas del registro de accesos.',
  'command.verify_lines_added': '{district}, {day}: se añadieron líneas al registro de accesos más tarde.',
  'command.verify_lines_changed': '{district}, {day}: se cambiaron líneas del registro de accesos o sus sellos.',
  'command.verify_head_not_found':
    '{district}: la cabeza indicada no está entre sus sellos. Los sellos se hicieron de nuevo, o es de otra escuela.',
  'command.verify_bad_head':
    '{said} no es una cabeza. Tiene 64 cifras y letras de la a a la f, como la muestra carryover verify.',
  'command.verify_empty': 'Aquí nadie tiene cuenta todavía, así que no hay registro de accesos.',
  'command.unknown': 'No existe la orden {name}. Mira: carryover help',
  'command.unknown_option': '{said}. Mira --help.',
  'command.one_file': 'Indica un archivo. Mira: carryover {command} --help',
  'command.no_such_file': 'No existe el archivo {file}.',
  'command.file_not_allowed': 'Este usuario no puede leer ni escribir el archivo {file}.',
  'command.file_exists': 'El archivo {file} ya existe. Indica otro, para que no se pierda nada.',
  'command.port_in_use': 'El puerto {port} está ocupado. Detén el otro servidor o elige otro puerto con --port.',
  'command.port_not_allowed': 'Este usuario no puede usar el puerto {port}. Elige uno mayor que 1023 con --port.',
  'command.bad_port': '{said} no es un puerto. Indica un número de 0 a 65535.',
  'command.bad_time': '{said} no es una hora. Escríbela así: 2026-10-14T13:30:00Z.',
  'command.bad_smtp_url':
    'SMTP_URL no es la dirección de un servidor de correo: smtp://usuario:contraseña@host:puerto o smtps://... No se muestra aquí, porque puede llevar una contraseña.',
  'command.bad_mail_from':
    'MAIL_FROM tiene que ser la dirección desde la que se envía el correo, por ejemplo carryover@district.example.',
  'command.bad_public_url': 'PUBLIC_URL es {said}. Debe ser como https://carryover.example.org, sin ruta.',
  'command.now_in_demo_only':
    '--now existe solo en la muestra: los registros de una escuela real necesitan la hora real.',
  'command.tls_needs_both': 'Indica --tls-cert y --tls-key, los dos.',
  'command.host_needs_tls':
    'A {host} se llega por la red, y lo que se envía debe ir cifrado: indica --tls-cert y --tls-key, o deja 127.0.0.1 y define PUBLIC_URL detrás de un proxy.',
  'command.not_the_demo': 'Esta carpeta contiene una escuela real. Iníciala sin --demo.',
  'command.is_the_demo': 'Esta carpeta contiene la escuela de muestra. Iníciala con --demo o elige otra carpeta.',
  'command.key_missing':
    'Falta la clave de las copias. Indica su archivo con --key-file o define CARRYOVER_BACKUP_KEY: 64 dígitos hexadecimales, por ejemplo de openssl rand -hex 32.',
  'command.server_could_not': 'El servidor que atiende esta escuela no pudo hacerlo. Su propia salida dice por qué.',

  'store.data_directory_held':
    'Esta escuela está abierta en otro proceso (número {pid} en {host}, desde {since}). Detén ese primero o deja que él haga el trabajo.',
  'store.directory_not_ours': 'Esta carpeta tiene otros archivos. Elige una vacía o una que contenga una escuela.',
  'store.network_file_system':
    'Esta carpeta está en un sistema de archivos de red ({type}), donde los registros de una escuela no están seguros. Elige una en un disco de este equipo.',
  'store.no_fsync': 'Este sistema no confirma que lo escrito llegó al disco, así que aquí no se escribe nada.',
  'store.engine_did_not_start':
    'El motor de la base de datos no arrancó. ¿Está lleno el disco, o no se puede escribir en la carpeta?',
  'store.engine_stopped': 'El motor de la base de datos se detuvo. Vuelve a ejecutar la orden.',
  'store.query_timed_out': 'La base de datos tardó demasiado. Inténtalo de nuevo.',
  'store.connection_lost': 'Se perdió la conexión con la base de datos. ¿Funciona PostgreSQL donde dice DATABASE_URL?',
  'store.store_closed': 'La escuela se cerró entretanto. Vuelve a ejecutar la orden.',
  'store.store_read_only': 'El disco está casi lleno y no se puede escribir. Haz sitio e inténtalo de nuevo.',
  'store.disk_low': 'El disco está casi lleno. Haz sitio e inténtalo de nuevo.',
  'store.nested_transaction':
    'El programa consultó la base de datos en mal orden. Es un defecto; por favor, informa de él.',
  'store.transaction_aborted': 'La base de datos abandonó este trabajo. No cambió nada. Inténtalo de nuevo.',
  'store.schema_newer':
    'Esta escuela fue escrita por una versión más nueva de Carryover. Usa esa versión o una copia anterior.',
  'store.migration_malformed': 'No se puede leer un archivo de migración de esta versión. Instálala de nuevo.',
  'store.migration_changed':
    'Esta escuela fue escrita por otra compilación de Carryover. Instala la versión de la que vino.',
  'store.migration_failed': 'No se pudo llevar la escuela a esta versión. Está como antes.',
  'store.migration_needs_backup':
    'Antes de llevar esta escuela a esta versión hace falta una copia: indica una carpeta con --data y una clave con --key-file.',
  'store.database_unreachable': 'La base de datos que indica DATABASE_URL no nos deja entrar: {because}.',
  'store.app_role_not_made':
    'El usuario de DATABASE_URL no puede crear el rol de las peticiones. Dale CREATEROLE, o pide a quien administra la base: CREATE ROLE {role} NOLOGIN; y GRANT {role} a ese usuario.',
  'store.owner_sees_no_rows':
    'El usuario de DATABASE_URL no es dueño de la tabla {table}, y la copia saldría vacía. Usa el usuario que creó la escuela.',
  'store.app_role_bypasses_rows':
    'El usuario de base de datos de las peticiones puede saltarse la seguridad por filas. Da a DATABASE_APP_URL un usuario sin BYPASSRLS.',
  'store.backup_key_malformed': 'La clave de copias en {from} no son 64 dígitos hexadecimales.',
  'store.backup_key_wrong': 'Esta clave no abre esta copia. Indica la correcta con --key-file.',
  'store.backup_damaged': 'Este archivo no es una copia entera: está dañado, cortado o es otra cosa.',
  'store.backup_format_newer':
    'Esta copia fue escrita por una versión más nueva de Carryover. Restáurala con esa versión.',
  'store.restore_needs_empty': 'Aquí ya hay una escuela. Restaura en una carpeta o base de datos vacía.',
} as const;
