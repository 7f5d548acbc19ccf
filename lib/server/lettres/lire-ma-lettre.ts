import "server-only";
import { centimes, ecrireMontant } from "@/lib/domain/argent";
import { jourAParis } from "@/lib/domain/dates";
import type { CodeEtat } from "@/lib/domain/etats";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { MaLettreVue } from "@/lib/schemas/lettres";
import { lecture } from "@/lib/server/base";
import { type Agent, partsPermises, peut } from "@/lib/server/droits";
import { REMISES } from "@/lib/server/lettres/tenir-lettre";

/** The letter of one's own part, as its contact may see it; null: not this person's part. */
export async function lireMaLettre(
  agent: Agent,
  dossierId: string,
  partenaire: string,
  maintenant: Date = new Date(),
): Promise<MaLettreVue | null> {
  if (!estIdentifiant(dossierId)) return null;
  return lecture(async (tx) => {
    const part = await tx.partenaire.findFirst({
      where: { dossierId, cle: partenaire, AND: [partsPermises(agent)] },
      select: { dossier: { select: { etat: true } } },
    });
    if (part === null) return null;
    const lue = await tx.lettreEngagement.findFirst({
      where: { dossierId, partenaire, retireeLe: null, AND: [REMISES] },
      select: {
        id: true,
        numero: true,
        montant: true,
        prepareeLe: true,
        envoyeeLe: true,
        pdfOctets: true,
        signeeLe: true,
        nomFichier: true,
        octets: true,
      },
    });
    const etat = part.dossier.etat as CodeEtat;
    return {
      lettre:
        lue === null
          ? null
          : {
              id: lue.id,
              numero: lue.numero,
              montant: ecrireMontant(centimes(lue.montant)),
              prepareeLe: lue.prepareeLe.toISOString(),
              envoyeeLe: lue.envoyeeLe?.toISOString() ?? null,
              pdfOctets: lue.pdfOctets,
              signature:
                lue.signeeLe === null
                  ? null
                  : {
                      le: lue.signeeLe.toISOString().slice(0, 10),
                      fichier: { nom: lue.nomFichier ?? "lettre", octets: lue.octets ?? 0 },
                    },
            },
      peutDeposer: lue !== null && lue.signeeLe === null && peut(agent, "part.signer", { dossierId, partenaire, etat }),
      aujourdhui: jourAParis(maintenant),
    };
  });
}
