import "server-only";
import type { z } from "zod";
import { jourAParis } from "@/lib/domain/dates";
import { etapesLettre } from "@/lib/domain/etats";
import { REGIMES } from "@/lib/domain/nomenclatures";
import { SECTIONS } from "@/lib/domain/sections";
import type { Complements } from "@/lib/schemas/complements";
import type { demandeCreation } from "@/lib/schemas/demandes";
import { type DossierFichier, FORMAT_DOSSIER } from "@/lib/schemas/rigel-dossier";
import { type Tx, transaction } from "@/lib/server/base";
import { ecrireListes, TOUTES_LES_LISTES } from "@/lib/server/dossiers/ecrire-listes";
import { colonnesDe, deJour } from "@/lib/server/dossiers/lignes";
import { clesNeuves, placesSuivantes } from "@/lib/server/dossiers/places-lignes";
import { recalculerSynthese } from "@/lib/server/dossiers/synthese";
import { type Agent, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { rattacherOrganisations } from "@/lib/server/organisations/rattacher-organisations";
import { regimeCourant } from "@/lib/server/regimes/lire-regimes";

/**
 * Writes a whole new dossier: rows, one version per section, its creator as responsable, its summary. `complements`: what its rows
 * hold beside the file, for a dossier made from another.
 */
export async function inscrireDossier(
  tx: Tx,
  agent: Agent,
  fichier: DossierFichier,
  maintenant: Date,
  complements?: Complements,
): Promise<{ id: string }> {
  const { numero } = await regimeCourant(tx, fichier.regime, jourAParis(maintenant));
  const etat = etapesLettre("brouillon", fichier.regime, fichier.lettreIntention).at(-1) ?? "brouillon";
  const { id } = await tx.dossier.create({
    data: {
      ...colonnesDe(fichier),
      regime: fichier.regime,
      regimeNumero: numero,
      etat,
      creeLe: maintenant,
      modifieLe: maintenant,
      membres: { create: { utilisateurId: agent.id, droit: "responsable", depuis: maintenant } },
    },
    select: { id: true },
  });
  await tx.sectionDossier.createMany({
    data: SECTIONS.map(({ code }) => ({ dossierId: id, section: code, modifieeLe: maintenant })),
  });
  const places = placesSuivantes({}, fichier, { ...clesNeuves(fichier), ...(complements && { complements }) });
  await ecrireListes(tx, id, TOUTES_LES_LISTES, { fichier, places }, null);
  await rattacherOrganisations(tx, id, fichier.partenaires, maintenant);
  const pieces = (fichier.pieces ?? []).map((p, rang) => ({
    dossierId: id,
    rang,
    type: p.type ?? null,
    date: deJour(p.date),
    deposeeLe: maintenant,
    deposeeParId: agent.id,
  }));
  if (pieces.length > 0) await tx.piece.createMany({ data: pieces });
  await recalculerSynthese(tx, agent, { id, regimeNumero: numero }, fichier, maintenant);
  return { id };
}

/** A dossier from three answers; its creator is responsible for it. */
export async function creerDossier(
  agent: Agent,
  { regionAcademique, regime: code, filiere, titre }: z.output<typeof demandeCreation>,
  maintenant: Date,
): Promise<{ id: string }> {
  if (!peut(agent, "dossier.creer")) throw interdit();
  const fichier: DossierFichier = {
    format: FORMAT_DOSSIER,
    titre: titre || `Nouveau projet – ${REGIMES.libelles[code]}`,
    regime: code,
    regionAcademique,
    filieres: [filiere],
  };
  return transaction(async (tx) => {
    const { id } = await inscrireDossier(tx, agent, fichier, maintenant);
    await ecrireEntree(tx, {
      action: "dossier.creer",
      acteur: agent,
      dossierId: id,
      apres: { titre: fichier.titre, regime: code, regionAcademique, filieres: [filiere] },
    });
    return { id };
  });
}
