import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import { FORMATS_RECEPISSE, RECEPISSES_MAX, refusDateRecepisse } from "@/lib/domain/recepisses";
import { nouvelleCle, type Source, stockage } from "@/lib/integrations/stockage";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { champsRecepisse } from "@/lib/schemas/recepisses";
import { base, transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { effacerOrphelin } from "@/lib/server/pieces/effacer-orphelin";
import { type FichierRecu, jeterFichier, recevoirFichier } from "@/lib/server/pieces/recevoir";
import { analyser, erreurSaisie } from "@/lib/server/repondre";

export type AjoutRecepisse = {
  dossierId: string;
  champs: { version?: string; operateur?: string; numero?: string; date?: string };
  /** Null: only what is written on it. */
  fichier: { nom: string; octets: Source } | null;
};

/** Before a single byte is received: may this person record one here at all? */
export async function peutInscrire(agent: Agent, dossierId: string): Promise<void> {
  const client = await base();
  const permis = estIdentifiant(dossierId)
    ? await client.dossier.findFirst({
        where: { id: dossierId, AND: [dossiersPermis(agent, "recepisse.inscrire")] },
        select: { id: true },
      })
    : null;
  if (permis === null) await transaction((tx) => verrouiller(tx, agent, dossierId, "recepisse.inscrire"));
}

async function recevoir(fichier: AjoutRecepisse["fichier"]): Promise<FichierRecu | null> {
  if (fichier === null) return null;
  const recu = await recevoirFichier(fichier.octets, fichier.nom);
  if ((FORMATS_RECEPISSE as readonly string[]).includes(recu.typeMime)) return recu;
  await jeterFichier(recu);
  throw erreurSaisie({ fichier: `« ${recu.nom} » : un récépissé est un PDF ou une image (PNG, JPG).` });
}

/** Records what the operator answered for a filed version. One at a time: another takes the place of one taken back. */
export async function inscrireRecepisse(
  agent: Agent,
  { dossierId, champs, fichier }: AjoutRecepisse,
  maintenant: Date,
): Promise<{ id: string }> {
  const { version: numeroVersion, operateur, numero, date } = analyser(champsRecepisse, champs);
  await peutInscrire(agent, dossierId);
  const recu = await recevoir(fichier);
  const cle = recu === null ? null : nouvelleCle("pieces");
  let pris = false;
  try {
    return await transaction(async (tx) => {
      await verrouiller(tx, agent, dossierId, "recepisse.inscrire");
      const version = await tx.versionDeposee.findFirst({
        where: { dossierId, numero: numeroVersion },
        select: { id: true, deposeeLe: true, recepisses: { where: { retireLe: null }, select: { id: true } } },
      });
      if (version === null) throw erreurSaisie({ version: "Cette version n’existe pas." });
      const inscrits = await tx.recepisseDepot.count({ where: { versionId: version.id } });
      if (inscrits >= RECEPISSES_MAX)
        throw new ErreurMetier(
          "regle",
          `Cette version a déjà reçu ${RECEPISSES_MAX} récépissés, retirés compris : demandez à l’administrateur du service.`,
        );
      if (version.recepisses.length > 0)
        throw new ErreurMetier(
          "regle",
          "Un récépissé est déjà inscrit pour cette version : retirez-le avant d’en inscrire un autre.",
        );
      const jours = { depot: jourAParis(version.deposeeLe), aujourdhui: jourAParis(maintenant) };
      const refus = refusDateRecepisse(date, jours);
      if (refus !== null) throw erreurSaisie({ date: refus });
      const { id } = await tx.recepisseDepot.create({
        data: {
          dossierId,
          versionId: version.id,
          operateur,
          numero,
          deposeLe: new Date(`${date}T00:00:00Z`),
          inscritLe: maintenant,
          inscritParId: agent.id,
          ...(recu && {
            nomFichier: recu.nom,
            typeMime: recu.typeMime,
            octets: recu.octets,
            sha256: recu.sha256,
            cleStockage: cle,
          }),
        },
        select: { id: true },
      });
      await ecrireEntree(tx, {
        action: "recepisse.inscrire",
        acteur: agent,
        dossierId,
        objet: `version ${numeroVersion}`,
        apres: { recepisse: id, operateur, numero, deposeLe: date, ...(recu && { sha256: recu.sha256 }) },
      });
      // Last step: once the file is in place only the commit is left.
      if (recu !== null && cle !== null) {
        pris = true;
        await stockage.prendre(cle, recu.chemin);
      }
      return { id };
    });
  } catch (erreur) {
    if (recu !== null) await jeterFichier(recu);
    if (pris && cle !== null) await effacerOrphelin(dossierId, cle);
    throw erreur;
  }
}
