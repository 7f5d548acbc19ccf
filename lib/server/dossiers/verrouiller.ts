import "server-only";
import { CODES_ETAT, type CodeEtat, nomEtat } from "@/lib/domain/etats";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { Tx } from "@/lib/server/base";
import { type Agent, dossiersPermis, peut, RESPONSABLE_OUVERT, type VerbeDossier } from "@/lib/server/droits";
import { ErreurMetier, interdit, introuvable } from "@/lib/server/erreur";

export type DossierTenu = {
  id: string;
  titre: string;
  acronyme: string | null;
  etat: CodeEtat;
  regime: CodeRegime;
  regimeNumero: number;
};

const SELECTION = { id: true, titre: true, acronyme: true, etat: true, regime: true, regimeNumero: true } as const;

/**
 * The one lock on dossiers: writers of one dossier follow each other; several are taken in one order, so that nobody waits in a
 * circle. NO KEY: an entry of the audit trail about this dossier (a download) need not wait.
 */
export async function verrouillerDossiers(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$queryRaw`SELECT 1 FROM "Dossier" WHERE "id" = ANY(${[...ids]}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`;
}

/**
 * First step of every write: takes the dossier's row lock, then reads it through the right, in the same transaction. Two
 * writers of one dossier follow each other, so that the summary is computed on everything already saved, and a save that
 * waited behind a filing finds the dossier filed.
 */
export async function verrouiller(tx: Tx, agent: Agent, id: string, verbe: VerbeDossier): Promise<DossierTenu> {
  if (!estIdentifiant(id)) throw introuvable();
  await verrouillerDossiers(tx, [id]);
  const dossier = await tx.dossier.findFirst({ where: { id, AND: [dossiersPermis(agent, verbe)] }, select: SELECTION });
  if (dossier === null) throw await pourquoiPas(tx, agent, id, verbe);
  return { ...dossier, regime: dossier.regime as CodeRegime };
}

/** Why the query found nothing: not visible, forbidden by the state, or forbidden to this person. */
async function pourquoiPas(tx: Tx, agent: Agent, id: string, verbe: VerbeDossier): Promise<ErreurMetier> {
  const vu = await tx.dossier.findFirst({
    where: { id, AND: [dossiersPermis(agent, "dossier.lire")] },
    select: {
      etat: true,
      regime: true,
      regionAcademique: true,
      membres: { where: { utilisateurId: agent.id }, select: { droit: true } },
      _count: { select: { versions: true, membres: { where: RESPONSABLE_OUVERT } } },
    },
  });
  if (vu === null) return introuvable();
  const objet = {
    id,
    dejaDepose: vu._count.versions > 0,
    sansResponsable: vu._count.membres === 0,
    regime: vu.regime as CodeRegime,
    regionAcademique: vu.regionAcademique,
    membre: vu.membres[0]?.droit ?? null,
  };
  const ailleurs = CODES_ETAT.some((etat) => peut(agent, verbe, { ...objet, etat }));
  return ailleurs ? new ErreurMetier("regle", motifEtat(vu.etat, verbe)) : interdit();
}

function motifEtat(etat: CodeEtat, verbe: VerbeDossier): string {
  const nom = nomEtat(etat).toLocaleLowerCase("fr");
  switch (verbe) {
    case "dossier.deposer":
      return etat === "depose"
        ? "Ce dossier est déjà déposé."
        : `Ce dossier ne peut pas être déposé maintenant : son état est « ${nom} ».`;
    case "dossier.rouvrir":
      return `Une nouvelle version ne peut être ouverte que d’un dossier déposé, avant son instruction. L’état de celui-ci est « ${nom} ».`;
    case "dossier.abandonner":
      return `Ce dossier ne peut plus être abandonné : son état est « ${nom} ».`;
    case "recepisse.inscrire":
      return `Un récépissé s’inscrit pour un dossier déposé : l’état de celui-ci est « ${nom} ».`;
    case "lien.decider":
      return `Les demandes de la carte ne se rattachent plus à ce dossier : son état est « ${nom} ».`;
    default:
      return etat === "depose"
        ? "Ce dossier est déposé : son contenu ne change plus. Ouvrez une nouvelle version pour le modifier."
        : `Le contenu de ce dossier ne se modifie plus : son état est « ${nom} ».`;
  }
}
