import type { faults as english } from '../en/faults.ts';

export const faults: Record<keyof typeof english, string> = {
  'fault.bad_input': 'Hay algo en este formulario que conviene revisar.',
  'fault.not_json': 'No se pudo leer la solicitud. Vuelva a cargar la página e inténtelo de nuevo.',
  'fault.wrong_content_type': 'No se pudo leer la solicitud. Vuelva a cargar la página e inténtelo de nuevo.',
  'fault.too_large': 'Es demasiado grande. Divídalo e inténtelo de nuevo.',
  'fault.not_signed_in': 'Su sesión de acceso está cerrada. Entre para continuar.',
  'fault.wrong_password': 'El correo y la contraseña no coinciden. Revíselos e inténtelo de nuevo.',
  'fault.sign_in_locked': 'Demasiados intentos. Espere unos minutos e inténtelo de nuevo.',
  'fault.not_your_role': 'Su función no incluye esto. Una coordinadora puede cambiar las funciones.',
  'fault.not_yours': 'Esto pertenece a otra clase u otra lista de estudiantes.',
  'fault.not_in_demo': 'Esto está desactivado en la escuela de demostración.',
  'fault.only_in_demo': 'Esto solo existe en la escuela de demostración.',
  'fault.cross_site': 'La solicitud venía de otro sitio y no se aceptó.',
  'fault.not_found': 'Esto ya no está aquí, o la dirección no es correcta.',
  'fault.already_exists': 'Esto ya existe.',
  'fault.changed_meanwhile': 'Alguien cambió esto mientras tanto. Vuelva a cargar y repita su cambio.',
  'fault.link_used': 'Este enlace ya se usó. Pida uno nuevo o entre con su cuenta.',
  'fault.link_expired': 'Este enlace ha caducado. Pida uno nuevo.',
  'fault.too_many_requests': 'Demasiadas solicitudes a la vez. Espere un momento e inténtelo de nuevo.',
  'fault.store_read_only':
    'Ahora no se puede guardar nada: el disco está casi lleno. Avise a quien cuida este servidor.',
  'fault.store_busy': 'El servidor está ocupado. Inténtelo de nuevo en un momento.',
  'fault.query_timed_out': 'Tardó demasiado. Inténtelo de nuevo o pida menos de una vez.',
  'fault.unexpected': 'Algo salió mal en el servidor. No se cambió nada. Inténtelo de nuevo.',
  'fault.offline': 'Sin conexión. Lo que se ve puede ser anterior; los cambios necesitan la red.',
  'fault.retry': 'Intentar de nuevo',
};
