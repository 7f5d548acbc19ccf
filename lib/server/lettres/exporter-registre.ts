import "server-only";
import { centimes, ecrireMontant, lireMontant } from "@/lib/domain/argent";
import { jourAParis } from "@/lib/domain/dates";
import { apportsParPartenaire, RIEN } from "@/lib/domain/lettres";
import { etatRegistre, nomEtatRegistre, precisions } from "@/lib/domain/registre-lettres";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { versDossier } from "@/lib/schemas/vers-dossier";
import { lecture, transaction } from "@/lib/server/base";
import { nomDeFichier } from "@/lib/server/dossiers/exporter-dossier";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { lettresCourantes } from "@/lib/server/lettres/lire-registre";
import { tableauCsv } from "@/lib/server/tableau-csv";

const ENTETES = [
  "Partenaire",
  "État",
  "Numéro",
  "Montant de la lettre (€)",
  "Montant au plan (€)",
  "Préparée le",
  "Envoyée le",
  "Envoyée à",
  "Signée le",
  "Fichier signé",
];

const euros = (m: bigint | null): string => (m === null ? "" : ecrireMontant(centimes(m)).replace(".", ","));
const jour = (instant: string | null | undefined): string => (instant ? jourAParis(new Date(instant)) : "");

/** One row per partner, as the screen shows it; null: no such dossier, or no right to its register. */
export async function exporterRegistre(
  agent: Agent,
  dossierId: string,
): Promise<{ nom: string; texte: string } | null> {
  if (!estIdentifiant(dossierId)) return null;
  const lu = await lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "lettre.lire")] },
      select: SELECTION_FICHIER,
    });
    if (dossier === null) return null;
    const gerer = await tx.dossier.count({ where: { id: dossierId, AND: [dossiersPermis(agent, "lettre.gerer")] } });
    return { fichier: versFichier(dossier), lettres: await lettresCourantes(tx, agent, dossierId, gerer > 0) };
  });
  if (lu === null) return null;
  const { partenaires, financements } = versDossier(lu.fichier);
  const plans = apportsParPartenaire(financements);
  const lignes = partenaires.map((p) => {
    const lettre = lu.lettres.find((l) => l.partenaire === p.id) ?? null;
    const etat = etatRegistre(
      p,
      lettre && {
        montant: lireMontant(lettre.montant) ?? centimes(0n),
        envoyeeLe: lettre.envoi?.le ?? null,
        signeeLe: lettre.signature?.le ?? null,
      },
      plans.get(p.id ?? "") ?? RIEN,
    );
    return [
      p.nom ?? "Partenaire sans nom",
      nomEtatRegistre(etat.code, lettre?.envoi?.courriel) + (precisions(etat) === null ? "" : ` (${precisions(etat)})`),
      lettre === null ? "" : String(lettre.numero),
      euros(etat.montant),
      etat.certain ? euros(etat.auPlan) : "",
      jour(lettre?.prepareeLe),
      jour(lettre?.envoi?.le),
      lettre?.envoi?.a ?? "",
      etat.signeeLe ?? "",
      lettre?.signature?.fichier.nom ?? "",
    ];
  });
  await transaction((tx) =>
    ecrireEntree(tx, { action: "lettre.exporter", acteur: agent, dossierId, apres: { lignes: lignes.length } }),
  );
  return { nom: `${nomDeFichier(lu.fichier)}-lettres.csv`, texte: tableauCsv(ENTETES, lignes) };
}
