/** The service cannot start, for a reason its operator can act on: the message is shown as it is, without a stack. */
export class ErreurDemarrage extends Error {
  override name = "ErreurDemarrage";
}
