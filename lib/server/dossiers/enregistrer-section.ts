import "server-only";
import type { z } from "zod";
import { type CodeEtat, etapesLettre } from "@/lib/domain/etats";
import { avecSection, clesDeContenu, contenuDeSection } from "@/lib/schemas/contenus";
import type { demandeEnregistrement } from "@/lib/schemas/demandes";
import type { Enregistrement } from "@/lib/schemas/espace";
import { canonique } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { type ContenuSection, SCHEMAS_SECTION, type SectionSaisie } from "@/lib/schemas/sections";
import { type Tx, transaction } from "@/lib/server/base";
import { differences } from "@/lib/server/dossiers/differences";
import { ecrireListes } from "@/lib/server/dossiers/ecrire-listes";
import { colonnesDe, type NomTable, SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { type Faute, verifierStockable } from "@/lib/server/dossiers/limites";
import { clesDe, placesDe, placesSuivantes } from "@/lib/server/dossiers/places-lignes";
import { recalculerSynthese } from "@/lib/server/dossiers/synthese";
import { retraitsImpossibles } from "@/lib/server/dossiers/usages-partenaire";
import { type DossierTenu, verrouiller } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { analyser, erreurSaisie } from "@/lib/server/repondre";

/** Tables that each section owns; the dossier's own columns are rewritten with every one. */
const LISTES_DE: Record<SectionSaisie, readonly NomTable[]> = {
  identite: [],
  lettre: [],
  diagnostic: [],
  strategie: ["alignements"],
  partenaires: ["partenaires", "campus"],
  budget: ["budget"],
  financement: ["financements", "repartition"],
  transformations: ["transformations", "plateaux"],
  publics: ["publics", "indicateurs"],
  verification: ["justifications"],
};

/** `budget[3].montant`, `reponses.besoins` in the file → `budget.3.montant`, `besoins` in the section's content. */
const champDe = (chemin: string): string =>
  chemin
    .replace(/\[(\d+)\]/g, ".$1")
    .replace(/^reponses\./, "")
    .replace(/\["(.*?)"\]/g, ".$1");

const enChamps = (fautes: readonly Faute[]): Record<string, string> =>
  Object.fromEntries(fautes.map((f) => [champDe(f.chemin), f.message]).reverse());

/**
 * Saves one section as a whole, over the version the person was looking at. Someone saved in between: nothing is written,
 * and the answer says who, when and what.
 */
export async function enregistrerSection(
  agent: Agent,
  { dossierId, section, versionVue, contenu: brut }: z.output<typeof demandeEnregistrement>,
  maintenant: Date,
): Promise<Enregistrement> {
  const contenu = analyser(SCHEMAS_SECTION[section], brut) as ContenuSection<SectionSaisie>;
  return transaction(async (tx) => {
    const dossier = await verrouiller(tx, agent, dossierId, "dossier.modifier");
    const lu = await tx.dossier.findUniqueOrThrow({ where: { id: dossierId }, select: SELECTION_FICHIER });
    const avant = versFichier(lu);
    const enregistreLe = maintenant.toISOString();
    const suivante = await avancer(tx, agent, { dossierId, section, versionVue, avant, maintenant });
    const apres = verifie(avant, canonique(avecSection(avant, section, contenu as never)));
    const changement = differences(avant, apres);
    const etapes = etapesLettre(dossier.etat, dossier.regime, apres.lettreIntention);
    await tx.dossier.update({
      where: { id: dossierId },
      data: { ...colonnesDe(apres), ...(etapes.length > 0 && { etat: etapes.at(-1) as CodeEtat }) },
      select: { id: true },
    });
    const places = placesDe(lu);
    const cles = { ...clesDe(places), ...clesDeContenu(contenu) };
    await ecrireListes(
      tx,
      dossierId,
      LISTES_DE[section],
      { fichier: apres, places: placesSuivantes(places, apres, cles) },
      { fichier: avant, places },
    );
    await recalculerSynthese(tx, agent, dossier, apres, maintenant);
    await ecrireEntree(tx, {
      action: "dossier.enregistrer_section",
      acteur: agent,
      dossierId,
      objet: section,
      avant: changement?.avant,
      apres: changement?.apres,
    });
    await noterEtapes(tx, agent, dossier, etapes);
    return { version: suivante, enregistreLe, par: agent.nom };
  });
}

/** The conditional update that decides between two people: only one of two saves from the same version passes. */
async function avancer(
  tx: Tx,
  agent: Agent,
  vu: { dossierId: string; section: SectionSaisie; versionVue: number; avant: DossierFichier; maintenant: Date },
): Promise<number> {
  const { dossierId, section, versionVue, avant, maintenant } = vu;
  const { count } = await tx.sectionDossier.updateMany({
    where: { dossierId, section, version: versionVue },
    data: { version: versionVue + 1, modifieeLe: maintenant, modifieeParId: agent.id },
  });
  if (count === 1) return versionVue + 1;
  const stockee = await tx.sectionDossier.findUnique({
    where: { dossierId_section: { dossierId, section } },
    select: { version: true, modifieeLe: true, modifieePar: { select: { prenom: true, nom: true } } },
  });
  const par = stockee?.modifieePar ? `${stockee.modifieePar.prenom} ${stockee.modifieePar.nom}` : "une autre personne";
  throw new ErreurMetier("conflit", `Cette section a été enregistrée entre-temps par ${par}.`, {
    conflit: {
      par,
      le: (stockee?.modifieeLe ?? maintenant).toISOString(),
      version: stockee?.version ?? 0,
      contenu: contenuDeSection(avant, section),
    },
  });
}

/** What is stored is always a valid file: names that exist, unique keys, known rules, the portal's limits. */
function verifie(avant: DossierFichier, apres: DossierFichier): DossierFichier {
  const retraits = retraitsImpossibles(avant, apres);
  if (retraits.length > 0) throw new ErreurMetier("regle", retraits.map((r) => r.message).join(" "));
  const verifie = verifierStockable(apres);
  if (!verifie.ok) throw erreurSaisie(enChamps(verifie.fautes));
  return verifie.dossier;
}

async function noterEtapes(tx: Tx, agent: Agent, dossier: DossierTenu, etapes: readonly CodeEtat[]): Promise<void> {
  let etat = dossier.etat;
  for (const suivant of etapes) {
    await ecrireEntree(tx, {
      action: "dossier.changer_etat",
      acteur: agent,
      dossierId: dossier.id,
      objet: "lettre",
      avant: { etat },
      apres: { etat: suivant },
    });
    etat = suivant;
  }
}
