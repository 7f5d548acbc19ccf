/** The letters that the example says are signed since it was created: made out by the portal, then recorded with their file. */
import { centimes, ecrireMontant } from "@/lib/domain/argent";
import { ecrireDate } from "@/lib/domain/ecriture";
import { base } from "@/lib/server/base";
import { versJour } from "@/lib/server/dossiers/lignes";
import type { Agent } from "@/lib/server/droits";
import { deposerSignee } from "@/lib/server/lettres/deposer-signee";
import { preparerLettres } from "@/lib/server/lettres/preparer-lettres";
import { produirePieceExemple } from "./piece-exemple";

/** One signed before that day has no letter of the portal: it stays as typed, « saisie sans fichier ». */
export async function signerLettres(agent: Agent, dossierId: string, maintenant: Date): Promise<void> {
  const client = await base();
  const signes = await client.partenaire.findMany({
    where: { dossierId, lettreSigneeLe: { gte: new Date(maintenant.toISOString().slice(0, 10)) } },
    select: { cle: true, nom: true, lettreSigneeLe: true, lettreMontant: true },
    orderBy: { rang: "asc" },
  });
  const { lettres } = await preparerLettres(
    agent,
    {
      dossierId,
      lettres: signes.map((p) => ({
        partenaire: p.cle,
        vue: null,
        montant: ecrireMontant(centimes(p.lettreMontant ?? 0n)),
      })),
    },
    maintenant,
  );
  for (const { cle, nom, lettreSigneeLe } of signes) {
    const date = versJour(lettreSigneeLe) ?? "";
    const octets = await produirePieceExemple({
      titre: "Lettre d’engagement signée",
      auteur: nom ?? "Partenaire",
      date: ecrireDate(date),
      corps: "Ce fichier tient la place de la lettre signée par le partenaire et sert à la démonstration de Rigel.",
    });
    await deposerSignee(
      agent,
      {
        lettreId: lettres.find((l) => l.partenaire === cle)?.id ?? "",
        champs: { date },
        fichier: { nom: `lettre-signee-${cle} (exemple).pdf`, octets },
      },
      new Date(`${date}T13:30:00Z`),
    );
  }
}
