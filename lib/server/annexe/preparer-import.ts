import "server-only";
import { randomUUID } from "node:crypto";
import { apercevoir, type LigneApercu } from "@/lib/domain/annexe/apercu";
import { fautesDeTaille } from "@/lib/domain/annexe/bornes";
import type { ClasseurLu } from "@/lib/domain/annexe/classeur";
import { lireImport } from "@/lib/domain/annexe/importer";
import { type FauteAnnexe, lireFiche } from "@/lib/domain/annexe/lire-fiche";
import { ecrireMontant } from "@/lib/domain/argent";
import { jourEvaluation } from "@/lib/domain/completude";
import { jourAParis } from "@/lib/domain/dates";
import { typographie } from "@/lib/domain/ecriture";
import { versOperation } from "@/lib/domain/edition/operations";
import { verifier } from "@/lib/domain/eligibilite";
import type { Regime } from "@/lib/domain/regimes";
import type { TotauxAnnexe } from "@/lib/schemas/annexe";
import type { Operation } from "@/lib/schemas/edition";
import { versDossier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { contenuALaRevision, contenuAnnexe, lireDossier } from "@/lib/server/annexe/lire-contenu";
import type { Tx } from "@/lib/server/base";
import { preparerEditions } from "@/lib/server/edition/preparer-editions";
import { refusPlace } from "@/lib/server/points/creer-point";

export type ImportPrepare = {
  revision: number;
  exporteeA: number;
  depuis: number;
  operations: Operation[];
  lignes: LigneApercu[];
  avant: TotauxAnnexe;
  apres: TotauxAnnexe;
  refusPoint: string | null;
};
export type Preparation = { ok: true; prepare: ImportPrepare } | { ok: false; fautes: FauteAnnexe[] };

function totaux(f: DossierFichier, regime: Regime, maintenant: Date): TotauxAnnexe {
  const dateDepot = jourEvaluation(f.dateDepot ?? undefined, jourAParis(maintenant), true);
  const r = verifier(versDossier({ ...f, dateDepot }), undefined, regime);
  return {
    coutTotal: ecrireMontant(r.coutTotal),
    coutEligible: ecrireMontant(r.coutEligible),
    subvention: ecrireMontant(r.subvention),
    subventionMax: ecrireMontant(r.subventionMax),
    resteACofinancer: ecrireMontant(r.resteACofinancer),
  };
}

const seule = (message: string): Preparation => ({
  ok: false,
  fautes: [{ feuille: null, case: null, message: typographie(message) }],
});

/** What a workbook would write in the dossier as it is now, or all its faults. The right is checked, in this transaction. */
export async function preparerImport(
  tx: Tx,
  dossierId: string,
  classeur: ClasseurLu,
  maintenant: Date,
): Promise<Preparation> {
  const demesure = fautesDeTaille(classeur);
  if (demesure.length > 0) return { ok: false, fautes: demesure };
  const lecteur = lireFiche(classeur);
  if (!lecteur.ok) return { ok: false, fautes: [lecteur.faute] };
  const { fiche } = lecteur;
  if (fiche.dossier !== dossierId)
    return seule(
      `ce fichier est l’annexe d’un autre dossier, « ${fiche.titre} » : importez-le dans ce dossier-là, ou exportez l’annexe de celui-ci.`,
    );
  const { etat, revision, regime } = await lireDossier(tx, dossierId);
  if (fiche.revision > revision)
    return seule(
      "ce fichier a été exporté d’un état du dossier plus récent que celui-ci : une sauvegarde a été remise depuis. Exportez l’annexe de nouveau et reportez-y vos montants.",
    );
  const courant = contenuAnnexe(etat);
  const base = await contenuALaRevision(tx, dossierId, etat, fiche.revision);
  if (base === null)
    return seule(
      "le dossier a trop changé depuis l’export de ce fichier pour les rapprocher : exportez l’annexe de nouveau et reportez-y vos montants.",
    );
  const resultat = lireImport(classeur, fiche, base, courant, randomUUID);
  if (!resultat.ok) return resultat;
  const { changements, lieux, apres, depuis } = resultat.lu;
  const operations = changements.map((c) => versOperation(c, { id: randomUUID(), vue: revision }));
  // Tried now, as it will be: what could not be stored is told before anyone confirms.
  const essai = preparerEditions(etat, operations, []);
  if (essai.refus.length > 0 || essai.conflits.length > 0)
    return {
      ok: false,
      fautes: essai.refus.map(({ operation, message }) => {
        const lieu = lieux.get(operation.adresse);
        return { feuille: lieu?.feuille ?? null, case: lieu?.case ?? null, message: typographie(message) };
      }),
    };
  return {
    ok: true,
    prepare: {
      revision,
      exporteeA: fiche.revision,
      depuis: depuis.length,
      operations,
      lignes: apercevoir(changements, lieux, courant, apres),
      avant: totaux(etat.fichier, regime, maintenant),
      apres: totaux(essai.apres.fichier, regime, maintenant),
      refusPoint: await refusPlace(tx, dossierId),
    },
  };
}
