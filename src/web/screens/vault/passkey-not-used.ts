/** The person, or their device, did not go through with it: nothing was changed. */
export class PasskeyNotUsed extends Error {
  constructor() {
    super('The passkey was not used.');
    this.name = 'PasskeyNotUsed';
  }
}
