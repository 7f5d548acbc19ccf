import "server-only";
import { randomUUID } from "node:crypto";
import type { FauteAnnexe } from "@/lib/domain/annexe/lire-fiche";
import { typographie } from "@/lib/domain/ecriture";
import { ecrireMoment } from "@/lib/domain/scenarios/moment";
import { lireClasseur } from "@/lib/integrations/classeur/lire";
import { estSature } from "@/lib/integrations/examen/tour";
import type { ReponseAnnexe } from "@/lib/schemas/annexe";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { type Preparation, preparerImport } from "@/lib/server/annexe/preparer-import";
import { base, lecture, type Tx, transaction } from "@/lib/server/base";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ecrireModifications } from "@/lib/server/edition/ecrire-modifications";
import { ErreurMetier, introuvable } from "@/lib/server/erreur";
import { relireDroits } from "@/lib/server/habilitations/relire-droits";
import { ecrireEntree } from "@/lib/server/journal";
import { nomPropre } from "@/lib/server/pieces/nom-propre";
import { poserPoint } from "@/lib/server/points/creer-point";
import { tableauCsv } from "@/lib/server/tableau-csv";

export type DemandeImport = {
  dossierId: string;
  nom: string;
  octets: Buffer;
  /** Revision of the preview that the person confirmed; null: make the preview. */
  apercu: number | null;
  /** Keep the dossier as it is under a save point first. */
  point: boolean;
};

/** Sections whose change makes a preview out of date. */
const SECTIONS = ["identite", "partenaires", "budget", "financement"];
/** Writing three thousand cells, on PGlite and a busy machine. */
const ECRITURE_MS = 60_000;

/** Before a single byte is received: may this person write here at all? */
export async function peutImporter(agent: Agent, dossierId: string): Promise<void> {
  const client = await base();
  const permis = estIdentifiant(dossierId)
    ? await client.dossier.findFirst({
        where: { id: dossierId, AND: [dossiersPermis(agent, "dossier.modifier")] },
        select: { id: true },
      })
    : null;
  // The transaction says why.
  if (permis === null) await transaction((tx) => verrouiller(tx, agent, dossierId, "dossier.modifier"));
}

/**
 * Preview of an annexe that comes back, or its application: all of it or nothing, through the one write of content, and only on
 * the dossier that the preview showed.
 */
export async function importerAnnexe(agent: Agent, demande: DemandeImport, maintenant: Date): Promise<ReponseAnnexe> {
  const lu = await lire(demande);
  if (!lu.ok) return enFautes([{ feuille: null, case: null, message: typographie(lu.motif) }]);
  const preparer = (tx: Tx) => preparerImport(tx, demande.dossierId, lu.classeur, maintenant);
  const { apercu: vue } = demande;
  if (vue === null) return versApercu(await apercevoir(agent, demande.dossierId, maintenant, preparer));
  return transaction(
    async (tx): Promise<ReponseAnnexe> => {
      // The file took its time: a right withdrawn meanwhile writes nothing.
      const present = await relireDroits(tx, agent, maintenant);
      const dossier = await verrouiller(tx, present, demande.dossierId, "dossier.modifier");
      await exigerMemeMontants(tx, dossier.id, vue);
      const preparation = await preparer(tx);
      if (!preparation.ok) return enFautes(preparation.fautes);
      const { operations, revision, exporteeA } = preparation.prepare;
      const point = demande.point && operations.length > 0;
      if (point) {
        await verrouiller(tx, present, dossier.id, "point.creer");
        const moment = ecrireMoment(maintenant, "");
        await poserPoint(
          tx,
          agent,
          dossier,
          { nom: `Avant l’import de l’annexe financière, ${moment}`, note: null },
          maintenant,
        );
      }
      const ecrit = await ecrireModifications(
        tx,
        agent,
        dossier,
        // A page of its own: those that are open, this person's too, are told of every cell.
        { client: randomUUID(), depuis: revision, operations },
        maintenant,
      );
      // Thrown: the transaction takes everything back, the save point too.
      if (ecrit.acceptees.length !== operations.length) throw change();
      await ecrireEntree(tx, {
        action: "annexe.importer",
        acteur: agent,
        dossierId: dossier.id,
        avant: { revision, exporteeA },
        apres: { revision: ecrit.revision, champs: operations.length },
      });
      return { genre: "applique", nombre: preparation.prepare.lignes.length, revision: ecrit.revision, point };
    },
    { timeout: ECRITURE_MS },
  );
}

const enFautes = (fautes: FauteAnnexe[]): ReponseAnnexe => ({
  genre: "fautes",
  fautes,
  csv: tableauCsv(
    ["Feuille", "Case", "À corriger"],
    fautes.map((f) => [f.feuille ?? "", f.case ?? "", f.message]),
  ),
});

const change = () =>
  new ErreurMetier(
    "conflit",
    "Le budget a changé depuis l’aperçu : rien n’a été importé. Recalculez l’aperçu, puis appliquez-le.",
  );

async function lire({ octets, nom }: DemandeImport) {
  try {
    return await lireClasseur(octets, nomPropre(nom));
  } catch (erreur) {
    if (!estSature(erreur)) throw erreur;
    throw new ErreurMetier("indisponible", "Trop de fichiers arrivent en même temps. Réessayez dans une minute.");
  }
}

async function apercevoir(
  agent: Agent,
  id: string,
  maintenant: Date,
  preparer: (tx: Tx) => Promise<Preparation>,
): Promise<Preparation> {
  return lecture(async (tx) => {
    const present = await relireDroits(tx, agent, maintenant);
    const permis = await tx.dossier.findFirst({
      where: { id, AND: [dossiersPermis(present, "dossier.modifier")] },
      select: { id: true },
    });
    if (permis === null) throw introuvable();
    return preparer(tx);
  });
}

/** Nobody wrote in the money of the dossier, its partners or its dates since that revision. */
async function exigerMemeMontants(tx: Tx, dossierId: string, vue: number): Promise<void> {
  const { revision } = await tx.dossier.findUniqueOrThrow({ where: { id: dossierId }, select: { revision: true } });
  const ecrites = await tx.modificationChamp.count({
    where: { dossierId, revision: { gt: vue }, appliquee: true, section: { in: SECTIONS } },
  });
  if (ecrites > 0 || vue > revision) throw change();
}

function versApercu(preparation: Preparation): ReponseAnnexe {
  if (!preparation.ok) return enFautes(preparation.fautes);
  const { operations: _, ...apercu } = preparation.prepare;
  return { genre: "apercu", apercu };
}
