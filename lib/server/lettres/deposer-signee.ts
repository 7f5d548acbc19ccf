import "server-only";
import { centimes } from "@/lib/domain/argent";
import { jourAParis } from "@/lib/domain/dates";
import { FORMATS_SIGNEE, refusJourSignature } from "@/lib/domain/registre-lettres";
import { nouvelleCle, type Source, stockage } from "@/lib/integrations/stockage";
import { champsSignee } from "@/lib/schemas/lettres";
import { type Tx, transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { inscrireSignature } from "@/lib/server/lettres/ecrire-fiche";
import { lettreIntrouvable, tenirPourSignature } from "@/lib/server/lettres/tenir-lettre";
import { effacerOrphelin } from "@/lib/server/pieces/effacer-orphelin";
import { type FichierRecu, jeterFichier, recevoirFichier } from "@/lib/server/pieces/recevoir";
import { analyser, erreurSaisie } from "@/lib/server/repondre";

export type DepotSignee = {
  lettreId: string;
  champs: { date?: string };
  fichier: { nom: string; octets: Source };
};

/** Before a single byte is received: may this person record a signed file here at all? */
export const peutDeposer = (agent: Agent, lettreId: string): Promise<void> =>
  transaction(async (tx) => {
    await tenirPourSignature(tx, agent, lettreId);
    await exigerASigner(tx, lettreId);
  });

async function exigerASigner(tx: Tx, id: string) {
  const lettre = await tx.lettreEngagement.findUnique({
    where: { id },
    select: {
      dossierId: true,
      partenaire: true,
      numero: true,
      montant: true,
      prepareeLe: true,
      signeeLe: true,
      retireeLe: true,
    },
  });
  if (lettre === null) throw lettreIntrouvable();
  if (lettre.retireeLe !== null)
    throw new ErreurMetier(
      "conflit",
      "Cette lettre a été remplacée ou retirée : déposez le fichier de la lettre en cours.",
    );
  if (lettre.signeeLe !== null)
    throw new ErreurMetier(
      "conflit",
      "La lettre signée est déjà déposée. Pour en déposer une autre, l’équipe retire d’abord celle-ci.",
    );
  const present = await tx.partenaire.count({ where: { dossierId: lettre.dossierId, cle: lettre.partenaire } });
  if (present === 0) throw new ErreurMetier("regle", "Ce partenaire n’est plus dans le dossier.");
  return lettre;
}

async function recevoir({ nom, octets }: DepotSignee["fichier"]): Promise<FichierRecu> {
  const recu = await recevoirFichier(octets, nom);
  if ((FORMATS_SIGNEE as readonly string[]).includes(recu.typeMime)) return recu;
  await jeterFichier(recu);
  throw erreurSaisie({ fichier: `« ${recu.nom} » : une lettre signée est un PDF ou une image (PNG, JPG).` });
}

/** The signed file, as received; the partner's commitment follows in the dossier, its verdicts and its open pages. */
export async function deposerSignee(
  agent: Agent,
  { lettreId, champs, fichier }: DepotSignee,
  maintenant: Date,
): Promise<{ id: string }> {
  const { date } = analyser(champsSignee, champs);
  await peutDeposer(agent, lettreId);
  const recu = await recevoir(fichier);
  const cle = nouvelleCle("pieces");
  let prise: string | null = null;
  try {
    return await transaction(async (tx) => {
      const dossier = await tenirPourSignature(tx, agent, lettreId);
      const lettre = await exigerASigner(tx, lettreId);
      const refus = refusJourSignature(date, lettre.prepareeLe, jourAParis(maintenant));
      if (refus !== null) throw erreurSaisie({ date: refus });
      await tx.lettreEngagement.update({
        where: { id: lettreId },
        data: {
          signeeLe: new Date(`${date}T00:00:00Z`),
          nomFichier: recu.nom,
          typeMime: recu.typeMime,
          octets: recu.octets,
          sha256: recu.sha256,
          cleStockage: cle,
          deposeeLe: maintenant,
          deposeeParId: agent.id,
          version: { increment: 1 },
        },
        select: { id: true },
      });
      const signature = { montant: centimes(lettre.montant), signeeLe: date };
      await inscrireSignature(tx, agent, dossier, lettre.partenaire, signature, maintenant);
      await ecrireEntree(tx, {
        action: "lettre.deposer",
        acteur: agent,
        dossierId: dossier.id,
        objet: lettreId,
        apres: { partenaire: lettre.partenaire, numero: lettre.numero, signeeLe: date, sha256: recu.sha256 },
      });
      // Last step: once the file is in place only the commit is left.
      prise = dossier.id;
      await stockage.prendre(cle, recu.chemin);
      return { id: lettreId };
    });
  } catch (erreur) {
    await jeterFichier(recu);
    if (prise !== null) await effacerOrphelin(prise, cle);
    throw erreur;
  }
}
