import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDate, typographie } from "@/lib/domain/ecriture";
import { adresseAbsolue } from "@/lib/server/adresse";
import type { Tx } from "@/lib/server/base";
import { deposerCourriel, type GenreOrdinaire } from "@/lib/server/courriels/deposer-courriel";
import { type ObjetHabilitation, responsablesDe } from "@/lib/server/droits";
import { enCours } from "@/lib/server/habilitations/conditions";

/** Mails about access: plain text, one link, what happened, what to do. */

type Mail = { a: string; objet: string; lignes: readonly string[]; lien: `/${string}`; genre?: GenreOrdinaire };

export async function ecrireMail(tx: Tx, { a, objet, lignes, lien, genre = "habilitation" }: Mail): Promise<void> {
  const adresse = await adresseAbsolue(lien);
  const corps = ["Bonjour,", ...lignes.map((l) => typographie(l)), adresse, "Rigel"].join("\n\n");
  await deposerCourriel(tx, { destinataire: a, objet: typographie(objet), corps: `${corps}\n`, genre });
}

export const jusquAu = (fin: string | null): string =>
  fin === null ? "sans date de fin" : `jusqu’au ${ecrireDate(fin)}`;

/** Nobody needs the same news twenty times over. */
const DESTINATAIRES_MAX = 20;

/** The addresses of those who answer for this right, nearest first: the région's before the service's. */
export async function adressesResponsables(
  tx: Tx,
  objet: Omit<ObjetHabilitation, "titulaireId">,
  saufId: string,
  maintenant: Date,
): Promise<string[]> {
  const vivante = enCours(jourAParis(maintenant));
  for (const condition of responsablesDe(objet)) {
    const trouves = await tx.utilisateur.findMany({
      where: {
        id: { not: saufId },
        desactiveLe: null,
        effaceLe: null,
        habilitations: { some: { AND: [vivante, condition] } },
      },
      orderBy: { id: "asc" },
      take: DESTINATAIRES_MAX,
      select: { email: true },
    });
    if (trouves.length > 0) return trouves.map((u) => u.email);
  }
  return [];
}
