/**
 * Between a whole dossier and one section's content, both ways. Apart from the schemas (sections.ts), so that the workspace
 * can show a dossier before the code that judges typing is there.
 */
import type { DossierFichier } from "./rigel-dossier";
import type { ContenuSection, SectionSaisie } from "./sections";

const LECTEURS: { [S in SectionSaisie]: (d: DossierFichier) => ContenuSection<S> } = {
  identite: (d) => ({
    titre: d.titre,
    acronyme: d.acronyme ?? null,
    regionAcademique: d.regionAcademique ?? null,
    filieres: d.filieres ?? [],
    volets: d.volets ?? [],
    objectifsFrance2030: d.objectifsFrance2030 ?? [],
    debut: d.debut ?? null,
    dureeMois: d.dureeMois ?? null,
    dateDepot: d.dateDepot ?? null,
    pagesPresentation: d.pagesPresentation ?? null,
  }),
  lettre: (d) => ({
    lettreIntention: {
      deposeeLe: d.lettreIntention?.deposeeLe ?? null,
      avis: d.lettreIntention?.avis ?? null,
      avisLe: d.lettreIntention?.avisLe ?? null,
    },
  }),
  diagnostic: (d) => ({
    diagnostic: {
      texte: d.reponses?.diagnostic?.texte ?? null,
      date: d.reponses?.diagnostic?.date ?? null,
      source: d.reponses?.diagnostic?.source ?? null,
    },
    besoins: d.reponses?.besoins ?? null,
    apprenants: d.reponses?.apprenants ?? null,
  }),
  strategie: (d) => ({
    projetEconomique: d.reponses?.projetEconomique ?? null,
    egalite: d.reponses?.egalite ?? null,
    alignement: (d.alignement ?? []).map((a) => ({
      reference: a.reference ?? null,
      objectif: a.objectif ?? null,
      justification: a.justification ?? null,
      page: a.page ?? null,
    })),
  }),
  partenaires: (d) => ({
    partenaires: (d.partenaires ?? []).map((p, i) => ({
      id: p.id ?? `partenaire-${i + 1}`,
      nom: p.nom ?? null,
      nature: p.nature ?? null,
      categorie: p.categorie ?? null,
      chefDeFile: p.chefDeFile ?? false,
      siret: p.siret ?? null,
      uai: p.uai ?? null,
      lettreEngagement: p.lettreEngagement
        ? { montant: p.lettreEngagement.montant ?? null, signeeLe: p.lettreEngagement.signeeLe ?? null }
        : null,
      aideEtat: p.aideEtat ?? null,
    })),
    campus: (d.campus ?? []).map((c) => ({ nom: c.nom ?? null, excellence: c.excellence ?? false })),
  }),
  budget: (d) => ({
    budget: (d.budget ?? []).map((l) => ({
      partenaire: l.partenaire ?? null,
      poste: l.poste ?? null,
      annee: l.annee ?? null,
      montant: l.montant ?? null,
      eligible: l.eligible ?? null,
      libelle: l.libelle ?? null,
    })),
  }),
  financement: (d) => ({
    financements: (d.financements ?? []).map((f) => ({
      source: f.source ?? null,
      partenaire: f.partenaire ?? null,
      montant: f.montant ?? null,
      nature: f.nature ?? null,
      engage: f.engage ?? false,
    })),
    repartition: (d.repartition ?? []).map((r) => ({
      partenaire: r.partenaire ?? null,
      subvention: r.subvention ?? null,
    })),
    complementarite: {
      financementsAnterieurs: d.reponses?.complementarite?.financementsAnterieurs ?? null,
      texte: d.reponses?.complementarite?.texte ?? null,
    },
  }),
  transformations: (d) => ({
    transformations: (d.transformations ?? []).map((t) => ({
      uai: t.uai ?? null,
      cfd: t.cfd ?? null,
      dispositif: t.dispositif ?? null,
      niveau: t.niveau ?? null,
      numeroDemande: t.numeroDemande ?? null,
      libelleColoration: t.libelleColoration ?? null,
      rentree: t.rentree ?? null,
      type: t.type ?? null,
      scolaire: t.scolaire ?? null,
      scolaireColoree: t.scolaireColoree ?? null,
      apprentissage: t.apprentissage ?? null,
      apprentissageColoree: t.apprentissageColoree ?? null,
    })),
    plateauxTechniques: (d.plateauxTechniques ?? []).map((p) => ({
      hote: p.hote ?? null,
      libelle: p.libelle ?? null,
      usagers: p.usagers ?? [],
      acces: p.acces ?? null,
    })),
  }),
  publics: (d) => ({
    publics: (d.publics ?? []).map((p) => ({
      public: p.public ?? null,
      niveau: p.niveau ?? null,
      annee: p.annee ?? null,
      prevu: p.prevu ?? null,
    })),
    indicateurs: (d.indicateurs ?? []).map((i) => ({
      nom: i.nom ?? null,
      type: i.type ?? null,
      reference: i.reference ?? null,
      cibles: { ...(i.cibles ?? {}) },
      source: i.source ?? null,
    })),
  }),
  verification: (d) => ({ justifications: { ...(d.justifications ?? {}) } }),
};

/** Sections saved as content, in the order of the menu. */
export const SECTIONS_SAISIE = Object.keys(LECTEURS) as SectionSaisie[];

/** The slice of a dossier that a section shows. */
export const contenuDeSection = <S extends SectionSaisie>(dossier: DossierFichier, section: S): ContenuSection<S> =>
  LECTEURS[section](dossier);

/** The dossier with one section's content replaced; used by the live panel and by the server, so they agree. */
export function avecSection<S extends SectionSaisie>(
  dossier: DossierFichier,
  section: S,
  contenu: ContenuSection<S>,
): DossierFichier {
  switch (section) {
    case "diagnostic": {
      const c = contenu as ContenuSection<"diagnostic">;
      return { ...dossier, reponses: { ...dossier.reponses, ...c } };
    }
    case "strategie": {
      const { alignement, ...reponses } = contenu as ContenuSection<"strategie">;
      return { ...dossier, alignement, reponses: { ...dossier.reponses, ...reponses } };
    }
    case "financement": {
      const { complementarite, ...reste } = contenu as ContenuSection<"financement">;
      return { ...dossier, ...reste, reponses: { ...dossier.reponses, complementarite } };
    }
    case "publics": {
      const c = contenu as ContenuSection<"publics">;
      const indicateurs = c.indicateurs.map(({ cibles, ...i }) => ({
        ...i,
        cibles: Object.fromEntries(Object.entries(cibles).flatMap(([an, v]) => (v === null ? [] : [[an, v] as const]))),
      }));
      return { ...dossier, publics: c.publics, indicateurs };
    }
    default:
      // The switch above took the sections whose content is not spread as it is.
      return { ...dossier, ...(contenu as Partial<DossierFichier>) };
  }
}
