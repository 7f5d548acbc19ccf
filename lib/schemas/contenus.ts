/**
 * Between a whole dossier and one section's content, both ways. Apart from the schemas (sections.ts), so that the workspace
 * can show a dossier before the code that judges typing is there.
 */
import {
  type Complement,
  type Complements,
  complementDe,
  complementsDe,
  type ListeComplement,
  sansComplement,
} from "./complements";
import type { DossierFichier } from "./rigel-dossier";
import type { ContenuSection, SectionSaisie } from "./sections";

/**
 * What rows hold beside the exchange file, list by list, in the file's order: their keys, and their complements. Without keys,
 * rows are named by their rank, which is enough to judge or to show, never to edit.
 */
export type ClesLignes = Readonly<Partial<Record<NomListeFichier, readonly string[]>> & { complements?: Complements }>;
export const LISTES_FICHIER = [
  "campus",
  "budget",
  "financements",
  "repartition",
  "transformations",
  "plateauxTechniques",
  "publics",
  "indicateurs",
  "alignement",
] as const;
export type NomListeFichier = (typeof LISTES_FICHIER)[number];

type Complementer = <L extends ListeComplement>(liste: L, rang: number) => Complement<L>;

const LECTEURS: {
  [S in SectionSaisie]: (
    d: DossierFichier,
    cle: (liste: NomListeFichier, rang: number) => string,
    complement: Complementer,
  ) => ContenuSection<S>;
} = {
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
  strategie: (d, cle) => ({
    projetEconomique: d.reponses?.projetEconomique ?? null,
    egalite: d.reponses?.egalite ?? null,
    alignement: (d.alignement ?? []).map((a, rang) => ({
      cle: cle("alignement", rang),
      reference: a.reference ?? null,
      objectif: a.objectif ?? null,
      justification: a.justification ?? null,
      page: a.page ?? null,
    })),
  }),
  partenaires: (d, cle, complement) => ({
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
      ...complement("partenaires", i),
    })),
    campus: (d.campus ?? []).map((c, rang) => ({
      cle: cle("campus", rang),
      nom: c.nom ?? null,
      excellence: c.excellence ?? false,
    })),
  }),
  budget: (d, cle) => ({
    budget: (d.budget ?? []).map((l, rang) => ({
      cle: cle("budget", rang),
      partenaire: l.partenaire ?? null,
      poste: l.poste ?? null,
      annee: l.annee ?? null,
      montant: l.montant ?? null,
      eligible: l.eligible ?? null,
      libelle: l.libelle ?? null,
    })),
  }),
  financement: (d, cle, complement) => ({
    financements: (d.financements ?? []).map((f, rang) => ({
      cle: cle("financements", rang),
      source: f.source ?? null,
      partenaire: f.partenaire ?? null,
      montant: f.montant ?? null,
      nature: f.nature ?? null,
      engage: f.engage ?? false,
      ...complement("financements", rang),
    })),
    repartition: (d.repartition ?? []).map((r, rang) => ({
      cle: cle("repartition", rang),
      partenaire: r.partenaire ?? null,
      subvention: r.subvention ?? null,
      ...complement("repartition", rang),
    })),
    complementarite: {
      financementsAnterieurs: d.reponses?.complementarite?.financementsAnterieurs ?? null,
      texte: d.reponses?.complementarite?.texte ?? null,
    },
  }),
  transformations: (d, cle) => ({
    transformations: (d.transformations ?? []).map((t, rang) => ({
      cle: cle("transformations", rang),
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
    plateauxTechniques: (d.plateauxTechniques ?? []).map((p, rang) => ({
      cle: cle("plateauxTechniques", rang),
      hote: p.hote ?? null,
      libelle: p.libelle ?? null,
      usagers: p.usagers ?? [],
      acces: p.acces ?? null,
    })),
  }),
  publics: (d, cle) => ({
    publics: (d.publics ?? []).map((p, rang) => ({
      cle: cle("publics", rang),
      public: p.public ?? null,
      niveau: p.niveau ?? null,
      annee: p.annee ?? null,
      prevu: p.prevu ?? null,
    })),
    indicateurs: (d.indicateurs ?? []).map((i, rang) => ({
      cle: cle("indicateurs", rang),
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
export const contenuDeSection = <S extends SectionSaisie>(
  dossier: DossierFichier,
  section: S,
  cles: ClesLignes = {},
): ContenuSection<S> =>
  LECTEURS[section](
    dossier,
    (liste, rang) => cles[liste]?.[rang] ?? String(rang),
    (liste, rang) => complementDe(liste, cles.complements?.[liste]?.[rang]),
  );

const sansCle = <L extends { cle: string }>(lignes: readonly L[]) => lignes.map(({ cle: _, ...ligne }) => ligne);

/** `avant`, with the keys and complements of a section's content in place of its own. */
export const clesAvecContenu = (avant: ClesLignes, contenu: object): ClesLignes => ({
  ...avant,
  ...Object.fromEntries(
    LISTES_FICHIER.flatMap((nom) => {
      const lignes = (contenu as Record<string, unknown>)[nom];
      return Array.isArray(lignes) ? [[nom, lignes.map((l: { cle: string }) => l.cle)]] : [];
    }),
  ),
  complements: { ...avant.complements, ...complementsDe(contenu as Record<string, unknown>) },
});

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
      return { ...dossier, alignement: sansCle(alignement), reponses: { ...dossier.reponses, ...reponses } };
    }
    case "financement": {
      const { complementarite, financements, repartition } = contenu as ContenuSection<"financement">;
      const reste = {
        financements: sansCle(financements).map((l) => sansComplement("financements", l)),
        repartition: sansCle(repartition).map((l) => sansComplement("repartition", l)),
      };
      return { ...dossier, ...reste, reponses: { ...dossier.reponses, complementarite } };
    }
    case "publics": {
      const c = contenu as ContenuSection<"publics">;
      const indicateurs = c.indicateurs.map(({ cle: _, cibles, ...i }) => ({
        ...i,
        cibles: Object.fromEntries(Object.entries(cibles).flatMap(([an, v]) => (v === null ? [] : [[an, v] as const]))),
      }));
      return { ...dossier, publics: sansCle(c.publics), indicateurs };
    }
    case "partenaires": {
      const c = contenu as ContenuSection<"partenaires">;
      const siens = c.partenaires.map((p) => sansComplement("partenaires", p));
      return { ...dossier, partenaires: siens, campus: sansCle(c.campus) };
    }
    case "budget":
      return { ...dossier, budget: sansCle((contenu as ContenuSection<"budget">).budget) };
    case "transformations": {
      const c = contenu as ContenuSection<"transformations">;
      return {
        ...dossier,
        transformations: sansCle(c.transformations),
        plateauxTechniques: sansCle(c.plateauxTechniques),
      };
    }
    default:
      // The switch above took the sections whose content is not spread as it is.
      return { ...dossier, ...(contenu as Partial<DossierFichier>) };
  }
}
