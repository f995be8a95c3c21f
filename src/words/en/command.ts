/** What the command line says, and what the store says through it. */
export const command = {
  'command.serving': 'Carryover is at {url}',
  'command.serving_demo': 'Carryover, demo school, is at {url}',
  'command.preparing_demo': 'Preparing the demo school for this week …',
  'command.first_account': 'Make the first account (once, within 7 days): {url}',
  'command.this_machine_only':
    'Only browsers on this machine can reach it. For tablets give --host, --tls-cert and --tls-key, or set PUBLIC_URL and put a proxy in front.',
  'command.backed_up':
    'The backup is in {file} ({rows, plural, one {# row} other {# rows}}). Keep its key apart from it.',
  'command.restored': 'The school of {at} UTC is back ({rows, plural, one {# row} other {# rows}}).',
  'command.imported':
    'Brought in: {new, plural, one {# new student} other {# new students}}, {changed, plural, one {# changed} other {# changed}}.',
  'command.rescued':
    '{accepted, plural, one {# entry} other {# entries}} taken in, {known} were here already, {refused} refused. Refused ones are shown to who recorded them.',
  'command.rescue_unreadable':
    'Line {line} of the file cannot be read. Save the file on the tablet again; nothing has been taken in.',
  'command.import_apply': 'Nothing has been changed. To bring it in, add --apply.',
  'command.import_too_large':
    'The file {file} is too large: at most 4 MB are read. Save only the caseload sheet as CSV, or split it by school.',
  'command.import_nobody_yet': 'Nobody here may bring in a caseload yet. Make the first account first.',
  'command.import_nobody': 'Nobody here has this e-mail address. Name a therapist or coordinator with --as EMAIL.',
  'command.import_as_whom': 'Several people may bring in a caseload here. Say whose import it is with --as EMAIL.',
  'command.import_not_their_role':
    'This person’s role does not bring in caseloads. Name a therapist or coordinator with --as EMAIL.',
  'command.import_changed': 'Somebody changed the school in the meantime. Start the command again.',
  'command.verify_whole':
    '{district}: the access log is whole. {days, plural, one {# sealed day} other {# sealed days}}, {lines, plural, one {# line} other {# lines}}, the newest of {day}.',
  'command.verify_head':
    'Head: {hash}. Keep it outside the school: carryover verify --head HASH then shows even a log that was written anew.',
  'command.verify_none':
    '{district}: nothing is sealed yet. The first seal is made the night after the first day with an entry.',
  'command.verify_lines_missing': '{district}, {day}: lines of the access log are missing.',
  'command.verify_lines_added': '{district}, {day}: lines were added to the access log afterwards.',
  'command.verify_lines_changed': '{district}, {day}: lines of the access log, or its seals, were changed.',
  'command.verify_head_not_found':
    '{district}: the head you gave is not among its seals. The seals were made anew, or it belongs to another school.',
  'command.verify_bad_head':
    '{said} is not a head. It has 64 digits and letters from a to f, as carryover verify prints it.',
  'command.verify_empty': 'Nobody has an account here yet, so there is no access log.',
  'command.unknown': 'There is no command {name}. See: carryover help',
  'command.unknown_option': '{said}. See --help.',
  'command.one_file': 'Name one file. See: carryover {command} --help',
  'command.no_such_file': 'There is no file {file}.',
  'command.file_not_allowed': 'The file {file} may not be read or written by this user.',
  'command.file_exists': 'The file {file} is there already. Name another, so that nothing is lost.',
  'command.port_in_use': 'Port {port} is in use. Stop the other server, or choose another port with --port.',
  'command.port_not_allowed': 'Port {port} may not be used by this user. Choose one above 1023 with --port.',
  'command.bad_port': '{said} is not a port. Give a number from 0 to 65535.',
  'command.bad_time': '{said} is not a time. Write it like 2026-10-14T13:30:00Z.',
  'command.bad_smtp_url':
    'SMTP_URL is not the address of a mail server: smtp://user:password@host:port or smtps://... It is not shown here, because it may hold a password.',
  'command.bad_mail_from':
    'MAIL_FROM needs to be the address that mail is sent from, for example carryover@district.example.',
  'command.bad_public_url': 'PUBLIC_URL is {said}. It needs to be like https://carryover.example.org, without a path.',
  'command.now_in_demo_only': '--now exists in the demo only: a real school’s records need the real time.',
  'command.tls_needs_both': 'Give both --tls-cert and --tls-key.',
  'command.host_needs_tls':
    '{host} is reached over the network, and what is sent there must be encrypted: give --tls-cert and --tls-key, or keep 127.0.0.1 and set PUBLIC_URL behind a proxy.',
  'command.not_the_demo': 'This directory holds a real school. Start it without --demo.',
  'command.is_the_demo': 'This directory holds the demo school. Start it with --demo, or choose another directory.',
  'command.key_missing':
    'The key of the backups is missing. Name its file with --key-file, or set CARRYOVER_BACKUP_KEY: 64 hexadecimal digits, for example from openssl rand -hex 32.',
  'command.server_could_not': 'The server that runs on this school could not do it. Its own output says why.',

  'store.data_directory_held':
    'This school is open in another process (number {pid} on {host}, since {since}). Stop that one first, or let it do the work.',
  'store.directory_not_ours': 'This directory has other files in it. Choose an empty one, or one that holds a school.',
  'store.network_file_system':
    'This directory is on a network file system ({type}), where a school’s records are not safe. Choose one on a disk of this machine.',
  'store.no_fsync': 'This system does not confirm that writing reached the disk, so nothing is written here.',
  'store.engine_did_not_start': 'The database engine did not start. Is the disk full, or the directory not writable?',
  'store.engine_stopped': 'The database engine stopped. Start the command again.',
  'store.query_timed_out': 'The database took too long to answer. Try again.',
  'store.connection_lost': 'The connection to the database is lost. Is PostgreSQL running where DATABASE_URL says?',
  'store.store_closed': 'The school was closed meanwhile. Start the command again.',
  'store.store_read_only': 'The disk is nearly full, so nothing can be written. Make room and try again.',
  'store.disk_low': 'The disk is nearly full. Make room and try again.',
  'store.nested_transaction': 'The program asked the database in the wrong order. This is a defect; please report it.',
  'store.transaction_aborted': 'The database gave up on this work. Nothing was changed. Try again.',
  'store.schema_newer':
    'This school was written by a newer version of Carryover. Use that version, or a backup from before.',
  'store.migration_malformed': 'A migration file of this version cannot be read. Install the version again.',
  'store.migration_changed': 'This school was written by another build of Carryover. Install the version it came from.',
  'store.migration_failed': 'Bringing the school up to this version did not work. It is as it was before.',
  'store.migration_needs_backup':
    'Before this school is brought up to this version it needs a backup: name a directory with --data and a key with --key-file.',
  'store.database_unreachable': 'The database that DATABASE_URL names does not let us in: {because}.',
  'store.app_role_not_made':
    'The user in DATABASE_URL may not make the role of requests. Give it CREATEROLE, or have an administrator run: CREATE ROLE {role} NOLOGIN; and GRANT {role} to that user.',
  'store.owner_sees_no_rows':
    'The user in DATABASE_URL does not own the table {table}, so a backup would be empty. Use the user that made the school.',
  'store.app_role_bypasses_rows':
    'The database user of requests may pass by row-level security. Give DATABASE_APP_URL a user without BYPASSRLS.',
  'store.backup_key_malformed': 'The backup key in {from} is not 64 hexadecimal digits.',
  'store.backup_key_wrong': 'This key does not open this backup. Name the right one with --key-file.',
  'store.backup_damaged': 'This file is not a whole backup: it is damaged, cut off, or something else.',
  'store.backup_format_newer': 'This backup was written by a newer version of Carryover. Restore it with that version.',
  'store.restore_needs_empty': 'There is a school here already. Restore into an empty directory or database.',
} as const;
