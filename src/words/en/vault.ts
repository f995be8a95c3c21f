/** The lock of a device, and what it has with it for a room without a network. */
export const vault = {
  'vault.title': 'Locked',
  'vault.lead': 'What this device keeps of your students is locked.',
  'vault.pin': 'PIN',
  'vault.open': 'Unlock',
  'vault.by_passkey': 'Unlock with a passkey',
  'vault.passkey_did_not': 'The passkey did not open it. Use the PIN, or sign out and in again.',
  'vault.wrong': 'That is not the PIN. {left, plural, one {One try is left} other {# tries are left}}.',
  'vault.wiped':
    'The PIN was wrong five times. Everything readable has been removed from this device. What was not sent yet stays sealed, and goes to the server as soon as it can. Sign in again to go on.',
  'vault.waiting':
    '{count, plural, =0 {Nothing waits to be sent.} one {One entry waits; it is sent while this is locked.} other {# entries wait; they are sent while this is locked.}}',
  'vault.waiting_open': '{count, plural, one {One entry waits to be sent.} other {# entries wait to be sent.}}',
  'vault.forgotten': 'PIN forgotten? Sign out',
  'vault.forgotten_why':
    'Signing out removes what is readable here. Entries not sent yet stay sealed and are sent later.',
  'vault.lock': 'Lock',
  'vault.to_sign_in': 'Sign in',

  'vault.refused':
    '{count, plural, one {# entry was not taken by the server. Look at it} other {# entries were not taken by the server. Look at them}}',
  'vault.kept': 'Your day is on this device, as of {time}.',
  'vault.kept_day': 'Your day is on this device, as of {day}, {time}.',
  'vault.not_kept': 'This device does not take your day along: without a network you could not start.',
  'vault.choose_pin': 'Choose a PIN',
  'vault.offline_title': 'Without a network',
  'vault.offline_lead': 'No network. Sessions can be recorded; they are sent when it is back.',
  'vault.offline_as_of': 'As this device last heard, {day}, {time}.',
  'vault.offline_none': 'No session is kept on this device for today.',
  'vault.offline_nothing':
    'There is no network, and this device has nothing with it. With a PIN (Preferences, this device) it takes your day along.',
  'vault.start': 'Start',
  'vault.start_label': 'Start {what} at {time}',
  'vault.not_with_it': 'not on this device',

  'vault.device': 'This device',
  'vault.device_why':
    'With a PIN your day’s sessions come along for rooms without a network: labels and targets, no names and no goals in words. The device locks by itself after 2 minutes, during a session after 15. Five wrong PINs remove what is readable.',
  'vault.new_pin': 'New PIN',
  'vault.new_pin_hint': 'At least 6 digits or letters, not a row of them.',
  'vault.pin_easy': 'That PIN is tried first. Use at least 6 digits or letters, not a row of them.',
  'vault.set_pin': 'Use this PIN',
  'vault.pin_set': 'The PIN is set. This device locks with it.',
  'vault.change_pin': 'Change the PIN',
  'vault.has_pin': 'This device is locked with a PIN.',
  'vault.rescue': 'Save entries not sent as a file',
  'vault.rescue_why':
    '{count, plural, one {One entry has} other {# entries have}} not been taken in by the server. The file is encrypted; whoever looks after the server loads it with “carryover import”.',
  'vault.update': 'A newer version is ready.',
  'vault.update_now': 'Use it now',

  'vault.leaving': 'Entries are not sent yet',
  'vault.leaving_why':
    '{count, plural, one {One entry has} other {# entries have}} not reached the server. They stay sealed on this device and are sent when you sign in here again. Better: stay signed in until there is a network.',
  'vault.leave': 'Sign out all the same',
  'vault.stay': 'Stay signed in',

  'passkey.title': 'Passkeys',
  'passkey.why': 'Sign in with the fingerprint, face or code of a device, or with a security key.',
  'passkey.none': 'You have no passkey yet.',
  'passkey.label': 'Name of the passkey',
  'passkey.label_hint': 'So that you know it again: “school tablet”.',
  'passkey.password': 'Your password',
  'passkey.add': 'Make a passkey',
  'passkey.added': 'The passkey is made.',
  'passkey.not_here':
    'This browser cannot make passkeys at this address. They need a host name and a secure connection.',
  'passkey.made': 'made {made}',
  'passkey.used': 'last used {used}',
  'passkey.remove': 'Remove passkey {label}',
  'passkey.sign_in': 'Sign in with a passkey',
  'passkey.did_not': 'The passkey was not used. Try again, or sign in with your password.',
  'passkey.unlocks': 'Let it unlock this device',
  'passkey.unlocks_now': 'It unlocks this device.',
  'passkey.unlocks_not': 'This passkey cannot unlock a device. Use a PIN.',
} as const;
