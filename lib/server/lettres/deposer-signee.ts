import "server-only";
import { centimes } from "@/lib/domain/argent";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireEuros } from "@/lib/domain/ecriture";
import { comparerAuPlan, montantAuPlan, RIEN } from "@/lib/domain/lettres";
import { FORMATS_SIGNEE, refusJourSignature } from "@/lib/domain/registre-lettres";
import { nouvelleCle, type Source, stockage } from "@/lib/integrations/stockage";
import { champsSignee } from "@/lib/schemas/lettres";
import { type Tx, transaction } from "@/lib/server/base";
import type { DossierTenu } from "@/lib/server/dossiers/verrouiller";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { relireDroits } from "@/lib/server/habilitations/relire-droits";
import { ecrireEntree } from "@/lib/server/journal";
import { engagerLignes, inscrireSignature } from "@/lib/server/lettres/ecrire-fiche";
import { instantDe } from "@/lib/server/lettres/instant";
import { lirePlans } from "@/lib/server/lettres/lire-entrees";
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
    await exigerASigner(tx, agent, lettreId);
  });

async function exigerASigner(tx: Tx, agent: Agent, id: string) {
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
  await exigerMontantDuPlan(tx, agent, lettre);
  return lettre;
}

/** The team may keep what was signed of a former amount; a partner is not let commit itself to what is no longer asked. */
async function exigerMontantDuPlan(
  tx: Tx,
  agent: Agent,
  lettre: { dossierId: string; partenaire: string; montant: bigint },
): Promise<void> {
  const plan = (await lirePlans(tx, lettre.dossierId)).get(lettre.partenaire) ?? RIEN;
  const montant = centimes(lettre.montant);
  if (comparerAuPlan(montant, plan) !== "different") return;
  const equipe = { id: lettre.dossierId, AND: [dossiersPermis(agent, "lettre.gerer")] };
  if ((await tx.dossier.count({ where: equipe })) > 0) return;
  throw new ErreurMetier(
    "regle",
    `Cette lettre porte ${ecrireEuros(montant)} ; votre apport au plan de financement est aujourd’hui de ${ecrireEuros(montantAuPlan(montant, plan))}. L’équipe du dossier vous adressera une lettre de ce montant : c’est elle qu’il faudra signer.`,
  );
}

async function engagerParLePartenaire(
  tx: Tx,
  agent: Agent,
  dossier: DossierTenu,
  { partenaire, montant }: { partenaire: string; montant: bigint },
  maintenant: Date,
): Promise<number> {
  const equipe = await tx.dossier.count({ where: { id: dossier.id, AND: [dossiersPermis(agent, "lettre.gerer")] } });
  if (equipe > 0) return 0;
  const plan = (await lirePlans(tx, dossier.id)).get(partenaire) ?? RIEN;
  if (comparerAuPlan(centimes(montant), plan) !== "egal") return 0;
  return engagerLignes(tx, agent, dossier, partenaire, maintenant);
}

async function recevoir({ nom, octets }: DepotSignee["fichier"]): Promise<FichierRecu> {
  const recu = await recevoirFichier(octets, nom);
  if ((FORMATS_SIGNEE as readonly string[]).includes(recu.typeMime)) return recu;
  await jeterFichier(recu);
  throw erreurSaisie({ fichier: `« ${recu.nom} » : une lettre signée est un PDF ou une image (PNG, JPG).` });
}

/**
 * The signed file, as received; the partner's commitment follows in the dossier, its verdicts and its open pages. From the partner itself,
 * its lines become « engagé » with it, as long as they still add up to the letter; the team has a gesture of its own for that.
 */
export async function deposerSignee(
  agent: Agent,
  { lettreId, champs, fichier }: DepotSignee,
  maintenant: Date,
): Promise<{ id: string; engagees: number }> {
  const { date } = analyser(champsSignee, champs);
  await peutDeposer(agent, lettreId);
  const recu = await recevoir(fichier);
  const cle = nouvelleCle("pieces");
  let prise: string | null = null;
  try {
    return await transaction(async (tx) => {
      // The file took its time: a right withdrawn meanwhile writes nothing.
      const dossier = await tenirPourSignature(tx, await relireDroits(tx, agent, maintenant), lettreId);
      const lettre = await exigerASigner(tx, agent, lettreId);
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
          deposeeLe: await instantDe(tx, dossier.id, maintenant),
          deposeeParId: agent.id,
          version: { increment: 1 },
        },
        select: { id: true },
      });
      const signature = { montant: centimes(lettre.montant), signeeLe: date };
      await inscrireSignature(tx, agent, dossier, lettre.partenaire, signature, maintenant);
      const engagees = await engagerParLePartenaire(tx, agent, dossier, lettre, maintenant);
      await ecrireEntree(tx, {
        action: "lettre.deposer",
        acteur: agent,
        dossierId: dossier.id,
        objet: lettreId,
        apres: { partenaire: lettre.partenaire, numero: lettre.numero, signeeLe: date, sha256: recu.sha256, engagees },
      });
      // Last step: once the file is in place only the commit is left.
      prise = dossier.id;
      await stockage.prendre(cle, recu.chemin);
      return { id: lettreId, engagees };
    });
  } catch (erreur) {
    await jeterFichier(recu);
    if (prise !== null) await effacerOrphelin(prise, cle);
    throw erreur;
  }
}
