/** Someone cancelled the import, or it was taken for dead: whoever reads it stops there, nothing more is written. */
export class ImportInterrompu extends Error {
  override name = "ImportInterrompu";
}

/** The carte moved between the comparison and the confirmation. */
export class CarteChangee extends Error {
  override name = "CarteChangee";
}
