/** Someone cancelled the import, or it was taken for dead: whoever reads it stops there, nothing more is written. */
export class ImportInterrompu extends Error {
  override name = "ImportInterrompu";
}

/** The carte moved between the comparison and the confirmation. */
export class CarteChangee extends Error {
  override name = "CarteChangee";
}

/** PostgreSQL's `lock_not_available`, wherever the drivers put it. */
export function verrouTenu(erreur: unknown, profondeur = 0): boolean {
  if (typeof erreur !== "object" || erreur === null || profondeur > 5) return false;
  const { code, originalCode, cause, meta } = erreur as Record<string, unknown>;
  if (code === "55P03" || originalCode === "55P03") return true;
  const detail = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  return verrouTenu(cause, profondeur + 1) || verrouTenu(detail, profondeur + 1);
}
