/**
 * Rows of the database ↔ `rigel-dossier/1`, every field both ways, in this one file. Reading gives the canonical form;
 * lists keep their order through `rang`, which starts at 0.
 */
import type { Centimes } from "@/lib/domain/argent";
import { centimes, ecrireMontant, lireMontant } from "@/lib/domain/argent";
import { canonique } from "@/lib/schemas/lecture";
import { type DossierFichier, FORMAT_DOSSIER } from "@/lib/schemas/rigel-dossier";
import { complement, type Places, place, sansPlace } from "@/lib/server/dossiers/places-lignes";
import { Prisma } from "@/prisma/genere/client";

/** The key last: two rows put in at the same place at the same time keep one order. */
const parRang: { orderBy: [{ rang: "asc" }, { cle: "asc" }] } = { orderBy: [{ rang: "asc" }, { cle: "asc" }] };

/** Everything that a dossier's file holds: what any use case that needs the whole dossier selects. */
export const SELECTION_FICHIER = {
  titre: true,
  acronyme: true,
  regime: true,
  regionAcademique: true,
  filieres: true,
  volets: true,
  objectifsFrance2030: true,
  debut: true,
  dureeMois: true,
  dateDepot: true,
  pagesPresentation: true,
  lettreDeposeeLe: true,
  lettreAvis: true,
  lettreAvisLe: true,
  diagnosticTexte: true,
  diagnosticDate: true,
  diagnosticSource: true,
  besoins: true,
  apprenants: true,
  projetEconomique: true,
  financementsAnterieurs: true,
  complementarite: true,
  egalite: true,
  partenaires: {
    ...parRang,
    select: {
      cle: true,
      rang: true,
      nom: true,
      nature: true,
      categorie: true,
      chefDeFile: true,
      siret: true,
      uai: true,
      lettre: true,
      lettreMontant: true,
      lettreSigneeLe: true,
      aideEtat: true,
      role: true,
      contactNom: true,
      contactFonction: true,
      contactCourriel: true,
      contactTelephone: true,
      signataireNom: true,
      signataireFonction: true,
    },
  },
  campus: { ...parRang, select: { cle: true, rang: true, nom: true, excellence: true } },
  budget: {
    ...parRang,
    select: {
      cle: true,
      rang: true,
      partenaire: true,
      poste: true,
      annee: true,
      montant: true,
      eligible: true,
      libelle: true,
    },
  },
  financements: {
    ...parRang,
    select: {
      cle: true,
      rang: true,
      source: true,
      partenaire: true,
      montant: true,
      nature: true,
      engage: true,
      baseValorisation: true,
    },
  },
  repartition: { ...parRang, select: { cle: true, rang: true, partenaire: true, subvention: true, part: true } },
  transformations: {
    ...parRang,
    select: {
      cle: true,
      rang: true,
      uai: true,
      cfd: true,
      dispositif: true,
      niveau: true,
      numeroDemande: true,
      libelleColoration: true,
      rentree: true,
      type: true,
      scolaireActuelle: true,
      scolaireFuture: true,
      scolaireColoreeActuelle: true,
      scolaireColoreeFuture: true,
      apprentissageActuelle: true,
      apprentissageFuture: true,
      apprentissageColoreeActuelle: true,
      apprentissageColoreeFuture: true,
    },
  },
  plateaux: { ...parRang, select: { cle: true, rang: true, hote: true, libelle: true, usagers: true, acces: true } },
  indicateurs: {
    ...parRang,
    select: { cle: true, rang: true, nom: true, type: true, reference: true, cibles: true, source: true },
  },
  publics: { ...parRang, select: { cle: true, rang: true, public: true, niveau: true, annee: true, prevu: true } },
  alignements: {
    ...parRang,
    select: { cle: true, rang: true, reference: true, objectif: true, justification: true, page: true },
  },
  justifications: { orderBy: { regle: "asc" }, select: { regle: true, texte: true } },
  pieces: {
    where: { retireeLe: null },
    orderBy: [{ rang: "asc" }, { deposeeLe: "asc" }, { id: "asc" }],
    select: { type: true, date: true },
  },
} as const satisfies Prisma.DossierSelect;

export type LignesFichier = Prisma.DossierGetPayload<{ select: typeof SELECTION_FICHIER }>;

/** A civil date travels as midnight UTC. */
export const versJour = (date: Date | null): string | null => (date === null ? null : date.toISOString().slice(0, 10));
export const deJour = (iso: string | null | undefined): Date | null =>
  iso == null ? null : new Date(`${iso}T00:00:00Z`);
export const versMontant = (montant: bigint | null): string | null =>
  montant === null ? null : ecrireMontant(centimes(montant));
export const deMontant = (texte: string | null | undefined): Centimes | null =>
  texte == null ? null : (lireMontant(texte) ?? null);

type Paire = [number, number] | null;
const paire = (actuelle: number | null, future: number | null): Paire =>
  actuelle === null || future === null ? null : [actuelle, future];

/** Rows → file. Codes were checked when they were written: the casts only say so to the compiler. */
export function versFichier(d: LignesFichier): DossierFichier {
  const fichier = {
    format: FORMAT_DOSSIER,
    titre: d.titre,
    acronyme: d.acronyme,
    regime: d.regime,
    regionAcademique: d.regionAcademique,
    filieres: d.filieres,
    volets: d.volets,
    objectifsFrance2030: d.objectifsFrance2030,
    debut: versJour(d.debut),
    dureeMois: d.dureeMois,
    lettreIntention: {
      deposeeLe: versJour(d.lettreDeposeeLe),
      avis: d.lettreAvis,
      avisLe: versJour(d.lettreAvisLe),
    },
    dateDepot: versJour(d.dateDepot),
    partenaires: d.partenaires.map((p) => ({
      id: p.cle,
      nom: p.nom,
      nature: p.nature,
      categorie: p.categorie,
      chefDeFile: p.chefDeFile,
      siret: p.siret,
      uai: p.uai,
      lettreEngagement: p.lettre
        ? { montant: versMontant(p.lettreMontant), signeeLe: versJour(p.lettreSigneeLe) }
        : null,
      aideEtat: p.aideEtat,
    })),
    budget: sansPlace(d.budget).map((l) => ({ ...l, montant: versMontant(l.montant) })),
    financements: sansPlace(d.financements).map(({ baseValorisation: _, ...l }) => ({
      ...l,
      montant: versMontant(l.montant),
    })),
    repartition: sansPlace(d.repartition).map(({ part: _, ...l }) => ({ ...l, subvention: versMontant(l.subvention) })),
    transformations: d.transformations.map((t) => ({
      uai: t.uai,
      cfd: t.cfd,
      dispositif: t.dispositif,
      niveau: t.niveau,
      numeroDemande: t.numeroDemande,
      libelleColoration: t.libelleColoration,
      rentree: t.rentree,
      type: t.type,
      scolaire: paire(t.scolaireActuelle, t.scolaireFuture),
      scolaireColoree: paire(t.scolaireColoreeActuelle, t.scolaireColoreeFuture),
      apprentissage: paire(t.apprentissageActuelle, t.apprentissageFuture),
      apprentissageColoree: paire(t.apprentissageColoreeActuelle, t.apprentissageColoreeFuture),
    })),
    campus: sansPlace(d.campus),
    indicateurs: sansPlace(d.indicateurs),
    plateauxTechniques: sansPlace(d.plateaux),
    pieces: d.pieces.map((p) => ({ type: p.type, date: versJour(p.date) })),
    reponses: {
      diagnostic: { texte: d.diagnosticTexte, date: versJour(d.diagnosticDate), source: d.diagnosticSource },
      besoins: d.besoins,
      apprenants: d.apprenants,
      projetEconomique: d.projetEconomique,
      complementarite: { financementsAnterieurs: d.financementsAnterieurs, texte: d.complementarite },
      egalite: d.egalite,
    },
    publics: sansPlace(d.publics),
    alignement: sansPlace(d.alignements),
    justifications: Object.fromEntries(d.justifications.map((j) => [j.regle, j.texte])),
    pagesPresentation: d.pagesPresentation,
  };
  return canonique(fichier as DossierFichier);
}

const ou = <T>(valeur: T | null | undefined): T | null => valeur ?? null;

/** The dossier's own columns, but for its regime, its state and its summary. */
export function colonnesDe(f: DossierFichier) {
  const r = f.reponses ?? {};
  return {
    titre: f.titre,
    acronyme: ou(f.acronyme),
    regionAcademique: ou(f.regionAcademique),
    filieres: f.filieres ?? [],
    volets: f.volets ?? [],
    objectifsFrance2030: f.objectifsFrance2030 ?? [],
    debut: deJour(f.debut),
    dureeMois: ou(f.dureeMois),
    dateDepot: deJour(f.dateDepot),
    pagesPresentation: ou(f.pagesPresentation),
    lettreDeposeeLe: deJour(f.lettreIntention?.deposeeLe),
    lettreAvis: ou(f.lettreIntention?.avis),
    lettreAvisLe: deJour(f.lettreIntention?.avisLe),
    diagnosticTexte: ou(r.diagnostic?.texte),
    diagnosticDate: deJour(r.diagnostic?.date),
    diagnosticSource: ou(r.diagnostic?.source),
    besoins: ou(r.besoins),
    apprenants: ou(r.apprenants),
    projetEconomique: ou(r.projetEconomique),
    financementsAnterieurs: ou(r.complementarite?.financementsAnterieurs),
    complementarite: ou(r.complementarite?.texte),
    egalite: ou(r.egalite),
  } satisfies Prisma.DossierUncheckedUpdateInput;
}

/** The lists of a dossier, each as rows of its table. Every partner has a key here (creer-dossier gives the missing ones). */
export const LISTES = {
  partenaires: (f: DossierFichier, places: Places, dossierId: string): Prisma.PartenaireCreateManyInput[] =>
    (f.partenaires ?? []).map((p, rang) => ({
      dossierId,
      ...place(places, "partenaires", rang),
      nom: ou(p.nom),
      nature: ou(p.nature),
      categorie: ou(p.categorie),
      chefDeFile: ou(p.chefDeFile),
      siret: ou(p.siret),
      uai: ou(p.uai),
      lettre: p.lettreEngagement != null,
      lettreMontant: deMontant(p.lettreEngagement?.montant),
      lettreSigneeLe: deJour(p.lettreEngagement?.signeeLe),
      aideEtat: ou(p.aideEtat),
      ...complement(places, "partenaires", rang),
    })),
  campus: (f: DossierFichier, places: Places, dossierId: string): Prisma.CampusDossierCreateManyInput[] =>
    (f.campus ?? []).map((c, rang) => ({
      dossierId,
      ...place(places, "campus", rang),
      nom: ou(c.nom),
      excellence: ou(c.excellence),
    })),
  budget: (f: DossierFichier, places: Places, dossierId: string): Prisma.LigneBudgetCreateManyInput[] =>
    (f.budget ?? []).map((l, rang) => ({
      dossierId,
      ...place(places, "budget", rang),
      partenaire: ou(l.partenaire),
      poste: ou(l.poste),
      annee: ou(l.annee),
      montant: deMontant(l.montant),
      eligible: ou(l.eligible),
      libelle: ou(l.libelle),
    })),
  financements: (f: DossierFichier, places: Places, dossierId: string): Prisma.FinancementCreateManyInput[] =>
    (f.financements ?? []).map((l, rang) => ({
      dossierId,
      ...place(places, "financements", rang),
      source: ou(l.source),
      partenaire: ou(l.partenaire),
      montant: deMontant(l.montant),
      nature: ou(l.nature),
      engage: ou(l.engage),
      ...complement(places, "financements", rang),
    })),
  repartition: (f: DossierFichier, places: Places, dossierId: string): Prisma.RepartitionCreateManyInput[] =>
    (f.repartition ?? []).map((l, rang) => ({
      dossierId,
      ...place(places, "repartition", rang),
      partenaire: ou(l.partenaire),
      subvention: deMontant(l.subvention),
      ...complement(places, "repartition", rang),
    })),
  transformations: (f: DossierFichier, places: Places, dossierId: string): Prisma.TransformationCreateManyInput[] =>
    (f.transformations ?? []).map((t, rang) => ({
      dossierId,
      ...place(places, "transformations", rang),
      uai: ou(t.uai),
      cfd: ou(t.cfd),
      dispositif: ou(t.dispositif),
      niveau: ou(t.niveau),
      numeroDemande: ou(t.numeroDemande),
      libelleColoration: ou(t.libelleColoration),
      rentree: ou(t.rentree),
      type: ou(t.type),
      scolaireActuelle: ou(t.scolaire?.[0]),
      scolaireFuture: ou(t.scolaire?.[1]),
      scolaireColoreeActuelle: ou(t.scolaireColoree?.[0]),
      scolaireColoreeFuture: ou(t.scolaireColoree?.[1]),
      apprentissageActuelle: ou(t.apprentissage?.[0]),
      apprentissageFuture: ou(t.apprentissage?.[1]),
      apprentissageColoreeActuelle: ou(t.apprentissageColoree?.[0]),
      apprentissageColoreeFuture: ou(t.apprentissageColoree?.[1]),
    })),
  plateaux: (f: DossierFichier, places: Places, dossierId: string): Prisma.PlateauTechniqueCreateManyInput[] =>
    (f.plateauxTechniques ?? []).map((p, rang) => ({
      dossierId,
      ...place(places, "plateaux", rang),
      hote: ou(p.hote),
      libelle: ou(p.libelle),
      usagers: p.usagers ?? [],
      acces: ou(p.acces),
    })),
  indicateurs: (f: DossierFichier, places: Places, dossierId: string): Prisma.IndicateurCreateManyInput[] =>
    (f.indicateurs ?? []).map((i, rang) => ({
      dossierId,
      ...place(places, "indicateurs", rang),
      nom: ou(i.nom),
      type: ou(i.type),
      reference: ou(i.reference),
      cibles: i.cibles ?? Prisma.DbNull,
      source: ou(i.source),
    })),
  publics: (f: DossierFichier, places: Places, dossierId: string): Prisma.PublicPrevuCreateManyInput[] =>
    (f.publics ?? []).map((p, rang) => ({
      dossierId,
      ...place(places, "publics", rang),
      public: ou(p.public),
      niveau: ou(p.niveau),
      annee: ou(p.annee),
      prevu: ou(p.prevu),
    })),
  alignements: (f: DossierFichier, places: Places, dossierId: string): Prisma.AlignementCreateManyInput[] =>
    (f.alignement ?? []).map((a, rang) => ({
      dossierId,
      ...place(places, "alignements", rang),
      reference: ou(a.reference),
      objectif: ou(a.objectif),
      justification: ou(a.justification),
      page: ou(a.page),
    })),
  justifications: (f: DossierFichier, _: Places, dossierId: string): Prisma.JustificationCreateManyInput[] =>
    Object.entries(f.justifications ?? {}).map(([regle, texte]) => ({ dossierId, regle, texte })),
} as const;

/** Every table that holds rows of a dossier's file. */
export type NomTable = keyof typeof LISTES;
