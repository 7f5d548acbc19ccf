/**
 * A `rigel-dossier/1` file as the rules read it. Apart from the checking of files (lecture.ts), so that the live panel does
 * not carry zod into the browser.
 */
import { lireMontant } from "@/lib/domain/argent";
import type { Capacite, Dossier } from "@/lib/domain/dossier";
import type { DossierFichier } from "./rigel-dossier";

/** Blank, null and absent all mean « not known yet ». */
const texte = (t: string | null | undefined): string | undefined => (t == null || t.trim() === "" ? undefined : t);
const montant = (t: string | null | undefined) => (t == null ? undefined : lireMontant(t));
const ou = <T>(valeur: T | null | undefined): T | undefined => valeur ?? undefined;
const capacite = (c: [number, number] | null | undefined): Capacite | undefined => ou(c);

/** An object whose every field is unknown is unknown itself. */
const siConnu = <T extends object>(valeur: T): T | undefined =>
  Object.values(valeur).some((v) => v !== undefined) ? valeur : undefined;

/** The file as the rules read it. Lines keep their place, so that findings point at the right one. */
export function versDossier(f: DossierFichier): Dossier {
  const r = f.reponses ?? {};
  return {
    titre: f.titre,
    acronyme: texte(f.acronyme),
    regime: f.regime,
    regionAcademique: ou(f.regionAcademique),
    filieres: f.filieres ?? [],
    volets: f.volets ?? [],
    objectifsFrance2030: f.objectifsFrance2030 ?? [],
    debut: ou(f.debut),
    dureeMois: ou(f.dureeMois),
    lettreIntention: siConnu({
      deposeeLe: ou(f.lettreIntention?.deposeeLe),
      avis: ou(f.lettreIntention?.avis),
      avisLe: ou(f.lettreIntention?.avisLe),
    }),
    dateDepot: ou(f.dateDepot),
    partenaires: (f.partenaires ?? []).map((p) => ({
      id: texte(p.id),
      nom: texte(p.nom),
      nature: ou(p.nature),
      categorie: ou(p.categorie),
      chefDeFile: p.chefDeFile ?? false,
      siret: texte(p.siret),
      uai: texte(p.uai),
      lettre: siConnu({ montant: montant(p.lettreEngagement?.montant), signeeLe: ou(p.lettreEngagement?.signeeLe) }),
      aideEtat: texte(p.aideEtat),
    })),
    budget: (f.budget ?? []).map((l) => ({
      partenaire: texte(l.partenaire),
      poste: ou(l.poste),
      annee: ou(l.annee),
      montant: montant(l.montant),
      eligible: ou(l.eligible),
      libelle: texte(l.libelle),
    })),
    financements: (f.financements ?? []).map((l) => ({
      source: ou(l.source),
      partenaire: texte(l.partenaire),
      montant: montant(l.montant),
      nature: ou(l.nature),
      engage: l.engage ?? false,
    })),
    repartition: (f.repartition ?? []).map((l) => ({
      partenaire: texte(l.partenaire),
      subvention: montant(l.subvention),
    })),
    transformations: (f.transformations ?? []).map((t) => ({
      uai: texte(t.uai),
      cfd: texte(t.cfd),
      dispositif: texte(t.dispositif),
      niveau: ou(t.niveau),
      numeroDemande: texte(t.numeroDemande),
      libelleColoration: texte(t.libelleColoration),
      rentree: ou(t.rentree),
      type: ou(t.type),
      scolaire: capacite(t.scolaire),
      scolaireColoree: capacite(t.scolaireColoree),
      apprentissage: capacite(t.apprentissage),
      apprentissageColoree: capacite(t.apprentissageColoree),
    })),
    campus: (f.campus ?? []).map((c) => ({ nom: texte(c.nom), excellence: c.excellence ?? false })),
    indicateurs: (f.indicateurs ?? []).map((i) => ({
      nom: texte(i.nom),
      type: ou(i.type),
      reference: ou(i.reference),
      cibles: i.cibles ?? {},
      source: texte(i.source),
    })),
    plateauxTechniques: (f.plateauxTechniques ?? []).map((p) => ({
      hote: texte(p.hote),
      libelle: texte(p.libelle),
      usagers: p.usagers ?? [],
      acces: texte(p.acces),
    })),
    pieces: (f.pieces ?? []).map((p) => ({ type: ou(p.type), date: ou(p.date) })),
    diagnostic: siConnu({
      texte: texte(r.diagnostic?.texte),
      date: ou(r.diagnostic?.date),
      source: texte(r.diagnostic?.source),
    }),
    besoins: texte(r.besoins),
    apprenants: texte(r.apprenants),
    projetEconomique: texte(r.projetEconomique),
    complementarite: siConnu({
      financementsAnterieurs: ou(r.complementarite?.financementsAnterieurs),
      texte: texte(r.complementarite?.texte),
    }),
    egalite: texte(r.egalite),
    publics: (f.publics ?? []).map((p) => ({
      public: ou(p.public),
      niveau: ou(p.niveau),
      annee: ou(p.annee),
      prevu: ou(p.prevu),
    })),
    alignement: (f.alignement ?? []).map((a) => ({
      reference: texte(a.reference),
      objectif: texte(a.objectif),
      justification: texte(a.justification),
      page: texte(a.page),
    })),
    justifications: f.justifications ?? {},
    pagesPresentation: ou(f.pagesPresentation),
  };
}
