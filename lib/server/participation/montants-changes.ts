import "server-only";
import { ecrireAdresse } from "@/lib/domain/edition/adresses";
import type { MontantChange } from "@/lib/schemas/participation";
import type { Tx } from "@/lib/server/base";
import { lirePart } from "@/lib/server/participation/lire-part";

const valeurDe = (json: unknown): string | null => {
  const v = (json as { v?: unknown } | null)?.v;
  return typeof v === "string" ? v : null;
};

/**
 * Pledged lines of one partner whose amount someone else wrote after the pledge: it stays as it was given, and is to be
 * confirmed. Named as the partner's page names them.
 */
export async function montantsChanges(tx: Tx, dossierId: string, partenaire: string): Promise<MontantChange[]> {
  const part = await lirePart(tx, dossierId, partenaire);
  if (part === null) return [];
  const { fichier, cles, noms } = part;
  const bases = new Map([...noms.financements].map(([base, page]) => [page, base]));
  const engagees = (fichier.financements ?? []).flatMap((f, rang) => {
    const cle = cles.financements?.[rang];
    const base = cle === undefined ? undefined : bases.get(cle);
    return f.engage === true && f.montant != null && cle !== undefined && base !== undefined
      ? [{ cle, base, montant: f.montant }]
      : [];
  });
  if (engagees.length === 0) return [];
  const champ = (base: string, nom: string) => ecrireAdresse("financement", "financements", base, nom);
  const ecrites = await tx.modificationChamp.findMany({
    where: {
      dossierId,
      appliquee: true,
      adresse: { in: engagees.flatMap(({ base }) => [champ(base, "montant"), champ(base, "engage")]) },
    },
    orderBy: { revision: "asc" },
    select: { adresse: true, revision: true, avant: true, parId: true },
  });
  if (ecrites.length === 0) return [];
  const contacts = await tx.habilitation.findMany({
    where: { role: "partenaire", dossierId, partenaire },
    select: { utilisateurId: true },
  });
  const siens = new Set(contacts.map((c) => c.utilisateurId));
  return engagees.flatMap(({ cle, base, montant }) => {
    const engage = ecrites.filter((e) => e.adresse === champ(base, "engage")).at(-1)?.revision ?? -1;
    const depuis = ecrites.filter((e) => e.adresse === champ(base, "montant") && e.revision > engage);
    const [premiere] = depuis;
    const derniere = depuis.at(-1);
    // Whoever answers for the partner and writes the amount knows it.
    if (premiere === undefined || derniere === undefined || siens.has(derniere.parId ?? "")) return [];
    const avant = valeurDe(premiere.avant);
    return avant === montant ? [] : [{ cle, avant, apres: montant }];
  });
}
