import "server-only";
import type { z } from "zod";
import { jourAParis } from "@/lib/domain/dates";
import { accorder } from "@/lib/domain/ecriture";
import { apres } from "@/lib/domain/etats";
import type { CodeSection } from "@/lib/domain/sections";
import { env } from "@/lib/env";
import { nouvelleCle, stockage } from "@/lib/integrations/stockage";
import { texteDesDonnees } from "@/lib/pdf/donnees";
import { produireDossierPdf } from "@/lib/pdf/dossier";
import { complementsDe } from "@/lib/schemas/complements";
import type { demandeDepot } from "@/lib/schemas/demandes";
import { canonique } from "@/lib/schemas/lecture";
import { type Tx, transaction } from "@/lib/server/base";
import { ecrireBlocages } from "@/lib/server/dossiers/blocages-depot";
import { deJour, SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { recalculerSynthese } from "@/lib/server/dossiers/synthese";
import { verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { noterSysteme } from "@/lib/server/edition/noter-systeme";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { exigerPagesConfirmees } from "@/lib/server/paquet/pages-confirmees";
import { effacerOrphelin } from "@/lib/server/pieces/effacer-orphelin";
import { figer } from "@/lib/server/points/figer";
import { sha256 } from "@/lib/server/sha256";
import type { Prisma } from "@/prisma/genere/client";

const PIECES_DEPOSEES = {
  where: { retireeLe: null },
  orderBy: SELECTION_FICHIER.pieces.orderBy,
  select: {
    id: true,
    type: true,
    date: true,
    nomFichier: true,
    typeMime: true,
    octets: true,
    sha256: true,
    cleStockage: true,
  },
} as const satisfies Prisma.Dossier$piecesArgs;

/** The summary that was confirmed is the one that is filed: no section may have moved since it was shown. */
async function exigerVersionsVues(tx: Tx, dossierId: string, vues: Partial<Record<CodeSection, number>>) {
  const sections = await tx.sectionDossier.findMany({
    where: { dossierId },
    orderBy: { modifieeLe: "desc" },
    select: { section: true, version: true, modifieeLe: true, modifieePar: { select: { prenom: true, nom: true } } },
  });
  const changee = sections.find((s) => vues[s.section as CodeSection] !== s.version);
  if (changee === undefined) return;
  const par = changee.modifieePar ? `${changee.modifieePar.prenom} ${changee.modifieePar.nom}` : "une autre personne";
  throw new ErreurMetier(
    "conflit",
    `Le dossier a changé depuis que vous l’avez relu : dernière modification par ${par}. Relisez-le, puis déposez.`,
    {
      conflit: {
        par,
        le: changee.modifieeLe.toISOString(),
        version: changee.version,
        contenu: { section: changee.section },
      },
    },
  );
}

/** A filing makes its PDF inside the transaction: on a machine at its limit that alone may take longer than other writes may. */
const DELAI = { timeout: 60_000 };

/**
 * Files the dossier: everything is read again and verified at the day of filing in Paris, then frozen as a numbered version
 * with its data, its verdicts and its PDF. Either all of it happens or none, the file on the disk included.
 */
export async function deposerDossier(
  agent: Agent,
  { dossierId, versionsVues, pagesConfirmees = [] }: z.output<typeof demandeDepot>,
  maintenant: Date,
): Promise<{ numero: number }> {
  // Counting takes a process and seconds: before the dossier is locked. A piece changed since moves its section's version.
  await exigerPagesConfirmees(agent, dossierId, pagesConfirmees);
  const pdfCle = nouvelleCle("versions");
  let ecrit = false;
  try {
    return await transaction(async (tx) => {
      const dossier = await verrouiller(tx, agent, dossierId, "dossier.deposer");
      await exigerVersionsVues(tx, dossierId, versionsVues);
      const jour = jourAParis(maintenant);
      const avant = versFichier(
        await tx.dossier.findUniqueOrThrow({ where: { id: dossierId }, select: SELECTION_FICHIER }),
      );
      const lignes = await tx.dossier.update({
        where: { id: dossierId },
        data: { dateDepot: deJour(jour), etat: apres(dossier.etat, "deposer", dossier.regime) ?? dossier.etat },
        select: SELECTION_FICHIER,
      });
      const fichier = canonique(versFichier(lignes));
      await noterSysteme(tx, agent, dossierId, avant, fichier, maintenant);
      // Read for nobody in particular: whoever may read this version must not learn the other dossiers' names from it.
      const { resultat, regime } = await recalculerSynthese(tx, null, dossier, fichier, maintenant);
      const pieces = await tx.piece.findMany({ ...PIECES_DEPOSEES, where: { dossierId, retireeLe: null } });
      exigerSansBlocage(ecrireBlocages(resultat, fichier.justifications ?? {}, pieces));

      const jointes = pieces.map((p) => ({
        id: p.id,
        nom: p.nomFichier ?? "",
        type: p.type ?? "autre",
        octets: p.octets ?? 0,
        sha256: p.sha256 ?? "",
      }));
      const derniere = await tx.versionDeposee.aggregate({ where: { dossierId }, _max: { numero: true } });
      const numero = (derniere._max.numero ?? 0) + 1;
      const complements = complementsDe(lignes);
      const pdf = await produireDossierPdf({
        fichier,
        resultat,
        regime,
        mention: { type: "version", numero, deposeeLe: jour },
        administration: env.RIGEL_ADMINISTRATION,
        complements,
        pieces: jointes.map(({ id: _, ...p }) => p),
      });
      const version = {
        pdfOctets: pdf.byteLength,
        pdfSha256: sha256(pdf),
        donneesSha256: sha256(texteDesDonnees(fichier)),
      };
      await tx.versionDeposee.create({
        data: {
          ...version,
          complements: figer(complements),
          dossierId,
          numero,
          deposeeLe: maintenant,
          deposeeParId: agent.id,
          regime: dossier.regime,
          regimeNumero: dossier.regimeNumero,
          donnees: figer(fichier),
          verdicts: figer(resultat),
          pieces: figer(jointes.map((p, i) => ({ ...p, typeMime: pieces[i]?.typeMime, cle: pieces[i]?.cleStockage }))),
          pdfCle,
        },
        select: { id: true },
      });
      await ecrireEntree(tx, {
        action: "dossier.deposer",
        acteur: agent,
        dossierId,
        objet: `version ${numero}`,
        avant: { etat: dossier.etat },
        apres: { etat: "depose", dateDepot: jour, ...version },
      });
      // Last step: once the file is in place only the commit is left.
      ecrit = true;
      await stockage.ecrire(pdfCle, pdf);
      return { numero };
    }, DELAI);
  } catch (erreur) {
    if (ecrit) await effacerOrphelin(dossierId, pdfCle);
    throw erreur;
  }
}

function exigerSansBlocage(blocages: Record<string, string>): void {
  const nombre = Object.keys(blocages).length;
  if (nombre > 0)
    throw new ErreurMetier(
      "regle",
      `Le dossier ne peut pas encore être déposé : ${accorder(nombre, "point")} à traiter.`,
      {
        fields: blocages,
      },
    );
}
