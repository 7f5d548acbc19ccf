import "server-only";
import { stockage } from "@/lib/integrations/stockage";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { transaction } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { nomPdf } from "@/lib/server/lettres/nom-pdf";
import { lettresDeMesParts } from "@/lib/server/lettres/tenir-lettre";
import type { Telechargement } from "@/lib/server/pieces/lire-piece";

type Quoi = "pdf" | "signee";

/** A letter as made out, or as signed, set aside or not; null: none, or not for this person. */
export async function lireLettre(agent: Agent, id: string, quoi: Quoi): Promise<Telechargement | null> {
  if (!estIdentifiant(id)) return null;
  const lue = await transaction(async (tx) => {
    const miennes = await lettresDeMesParts(tx, agent, "part.lire");
    const lettre = await tx.lettreEngagement.findFirst({
      where: {
        id,
        ...(quoi === "signee" && { cleStockage: { not: null } }),
        OR: [{ dossier: { AND: [dossiersPermis(agent, "lettre.lire")] } }, { AND: [miennes] }],
      },
      select: {
        dossierId: true,
        nomPartenaire: true,
        numero: true,
        pdfCle: true,
        pdfOctets: true,
        nomFichier: true,
        typeMime: true,
        octets: true,
        cleStockage: true,
      },
    });
    if (lettre !== null)
      await ecrireEntree(tx, {
        action: quoi === "pdf" ? "lettre.lire" : "lettre.lire_signee",
        acteur: agent,
        dossierId: lettre.dossierId,
        objet: id,
      });
    return lettre;
  });
  if (lue === null) return null;
  if (quoi === "pdf")
    return {
      nom: nomPdf(lue),
      typeMime: "application/pdf",
      octets: lue.pdfOctets,
      flux: await stockage.lire(lue.pdfCle),
    };
  if (lue.cleStockage === null) return null;
  return {
    nom: lue.nomFichier ?? "lettre-signee",
    typeMime: lue.typeMime ?? "application/octet-stream",
    octets: lue.octets ?? 0,
    flux: await stockage.lire(lue.cleStockage),
  };
}
