import "server-only";
import { estDate } from "@/lib/domain/dates";
import { defautCfd, defautSiret, defautUai } from "@/lib/domain/identifiants";
import type { Genre } from "@/lib/schemas/referentiels";
import { simplifier } from "@/lib/server/dossiers/recherche";
import { formation, formationLivree, niveauLivre, regions } from "@/lib/server/reference";
import type { Lecture } from "@/lib/server/referentiels/ligne";
import type { Enregistrement } from "@/lib/server/referentiels/lire-csv";
import { lireTaux } from "@/lib/server/referentiels/lire-taux";

type Cellules = Enregistrement["cellules"];
type Description = {
  colonnes: readonly string[];
  /** Read when they are there. */
  facultatives?: readonly string[];
  cle: string;
  /** Column of the key in the public file: what the report names. */
  colonneCle: string;
  /** The day a row stopped being current; null: a row that the file does not name stays as it is. */
  fermeture: string | null;
  lire: (c: Cellules) => Lecture;
};

const refus = (colonne: string, motif: string): Lecture => ({ type: "refus", colonne, motif });
const propre = (texte: string): string => texte.replace(/['‘]/g, "’").replace(/\s+/g, " ").trim();
const ou = (texte: string | undefined): string | null => (texte ? texte : null);

/** 2020-09-01, or 01/09/2020; null: empty; undefined: not a date. */
function jour(texte: string | undefined): string | null | undefined {
  if (!texte) return null;
  const iso = texte.includes("/") ? texte.split("/").reverse().join("-") : texte.slice(0, 10);
  return estDate(iso) ? iso : undefined;
}

let parInsee: Map<string, string> | undefined;
const regionDe = (insee: string): string | undefined => {
  parInsee ??= new Map(regions().map((r) => [r.insee, r.code]));
  return parInsee.get(insee.padStart(2, "0"));
};

function lireEtablissement(c: Cellules): Lecture {
  const uai = (c.Identifiant_de_l_etablissement ?? "").toUpperCase();
  // First degree: it has no place in a map of professional training.
  if (c.Type_etablissement === "Ecole") return { type: "ecartee" };
  const defaut = uai === "" ? "L’UAI manque." : defautUai(uai);
  if (defaut) return refus("Identifiant_de_l_etablissement", defaut);
  const nom = propre(c.Nom_etablissement ?? "");
  if (nom === "") return refus("Nom_etablissement", "Le nom manque.");
  const siret = (c.SIREN_SIRET ?? "").replace(/\s/g, "");
  const defautDuSiret = siret === "" ? null : defautSiret(siret);
  if (defautDuSiret) return refus("SIREN_SIRET", defautDuSiret);
  const regionAcademique = regionDe(c.Code_region ?? "");
  if (c.Code_region && regionAcademique === undefined) return { type: "ecartee" };
  const ouvertLe = jour(c.date_ouverture);
  if (ouvertLe === undefined) return refus("date_ouverture", "Cette date n’existe pas.");
  const commune = ou(propre(c.Nom_commune ?? ""));
  return {
    type: "ligne",
    ligne: {
      uai,
      nom,
      type: c.Type_etablissement || "Autre",
      statut: ou(c.Statut_public_prive),
      siret: ou(siret),
      academie: ou(c.Code_academie),
      regionAcademique: regionAcademique ?? null,
      departement: ou((c.Code_departement ?? "").replace(/^0(?=\d\d)/, "")),
      commune,
      ouvertLe,
      // « A FERMER » is still open.
      fermeLe: /^FERME/i.test(c.etat ?? "") ? (jour(c.date_maj_ligne) ?? null) : null,
      recherche: simplifier(`${uai} ${nom} ${commune ?? ""}`),
    },
  };
}

/** A formation closed before the rentrée 2021 can appear in no dossier: the call opened in December 2021. */
const FERMEE_AVANT = "2021-08-31";

const ANCIENS = [1, 2, 3, 4, 5, 6, 7].map((i) => `ANCIEN_DIPLOME_${i}`);
/** Some rows name themselves: a title changed, not the diploma. */
const anciensDiplomes = (c: Cellules, cfd: string): string[] =>
  [...new Set(ANCIENS.flatMap((nom) => c[nom] || []))].filter((ancien) => ancien !== cfd).sort();

function lireFormation(c: Cellules): Lecture {
  const cfd = (c.FORMATION_DIPLOME ?? "").toUpperCase();
  const niveauFormation = c.NIVEAU_FORMATION_DIPLOME ?? "";
  if (niveauLivre().get(niveauFormation) === undefined) return { type: "ecartee" };
  const defaut = cfd === "" ? "Le code manque." : defautCfd(cfd);
  if (defaut) return refus("FORMATION_DIPLOME", defaut);
  const niveau = Number(c.NIVEAU_QUALIFICATION_RNCP);
  if (!Number.isInteger(niveau) || niveau < 3 || niveau > 6) return { type: "ecartee" };
  const ouverture = jour(c.DATE_OUVERTURE);
  if (ouverture === undefined) return refus("DATE_OUVERTURE", "Cette date n’existe pas.");
  const fermeture = jour(c.DATE_FERMETURE);
  if (fermeture === undefined) return refus("DATE_FERMETURE", "Cette date n’existe pas.");
  if (fermeture !== null && fermeture < FERMEE_AVANT) return { type: "ecartee" };
  const groupe = c.GROUPE_SPECIALITE ?? "";
  if (groupe === "") return refus("GROUPE_SPECIALITE", "Le groupe de spécialité manque.");
  const brut = propre(c.LIBELLE_LONG_200 ?? "");
  if (brut === "") return refus("LIBELLE_LONG_200", "Le libellé manque.");
  const court = c.LIBELLE_COURT ?? "";
  const sansDiplome = brut.endsWith(`(${court})`) ? brut.slice(0, -court.length - 2).trim() : brut;
  return {
    type: "ligne",
    ligne: {
      cfd,
      // The nomenclature is in bare capitals: a title that Rigel already writes with its accents is kept.
      libelle: formationLivree().get(cfd)?.libelle ?? sansDiplome,
      niveau,
      niveauFormation,
      groupe,
      ouverture,
      fermeture,
      // Groups 2xx are the specialties of production (category 2).
      plateau: groupe.startsWith("2"),
      // Only nFormationDiplome_ has these columns: the view of the same nomenclature takes nothing back.
      remplace: "ANCIEN_DIPLOME_1" in c ? anciensDiplomes(c, cfd) : [...(formation(cfd)?.remplace ?? [])],
    },
  };
}

/** A year of the course of a formation that Rigel keeps: 9 stands for a course without years. */
function lireMef(c: Cellules): Lecture {
  const cfd = (c.FORMATION_DIPLOME ?? "").toUpperCase();
  if (formation(cfd) === undefined) return { type: "ecartee" };
  const mef = c.MEF ?? "";
  if (!/^\d{3}[0-9A-Z]{7}$/.test(mef)) return refus("MEF", "Un MEF compte 10 caractères, chiffres ou capitales.");
  const mefstat11 = c.MEF_STAT_11 ?? "";
  if (!/^[0-9A-Z]{11}$/.test(mefstat11)) return refus("MEF_STAT_11", "Un MEFSTAT11 compte 11 caractères.");
  const dispositif = c.DISPOSITIF_FORMATION ?? "";
  if (!/^[0-9A-Z]{3}$/.test(dispositif)) return refus("DISPOSITIF_FORMATION", "Un dispositif compte 3 caractères.");
  if (!/^\d$/.test(c.DUREE_DISPOSITIF ?? "")) return refus("DUREE_DISPOSITIF", "La durée est un chiffre.");
  if (!/^\d$/.test(c.ANNEE_DISPOSITIF ?? "")) return refus("ANNEE_DISPOSITIF", "L’année est un chiffre.");
  const libelle = propre(c.LIBELLE_LONG ?? "");
  if (libelle === "") return refus("LIBELLE_LONG", "Le libellé manque.");
  const ouverture = jour(c.DATE_OUVERTURE);
  if (ouverture === undefined) return refus("DATE_OUVERTURE", "Cette date n’existe pas.");
  const fermeture = jour(c.DATE_FERMETURE);
  if (fermeture === undefined) return refus("DATE_FERMETURE", "Cette date n’existe pas.");
  return {
    type: "ligne",
    ligne: {
      mef,
      mefstat11,
      cfd,
      dispositif,
      duree: Number(c.DUREE_DISPOSITIF),
      annee: Number(c.ANNEE_DISPOSITIF),
      libelle,
      ouverture,
      fermeture,
    },
  };
}

function lireNiveau(c: Cellules): Lecture {
  const code = c.NIVEAU_FORMATION_DIPLOME ?? "";
  if (!/^[0-9A-Z]{3}$/.test(code)) return refus("NIVEAU_FORMATION_DIPLOME", "Ce code compte trois caractères.");
  const livre = niveauLivre().get(code);
  if (livre === undefined) return { type: "ecartee" };
  const rncp = /^0[1-8]$/.test(c.NIVEAU_QUALIFICATION_RNCP ?? "") ? Number(c.NIVEAU_QUALIFICATION_RNCP) : null;
  const fermeLe = jour(c.DATE_FERMETURE);
  if (fermeLe === undefined) return refus("DATE_FERMETURE", "Cette date n’existe pas.");
  return { type: "ligne", ligne: { code, court: livre.court, libelle: livre.libelle, niveau: rncp, fermeLe } };
}

function lireCampus(c: Cellules): Lecture {
  const nom = propre(c.nom ?? "");
  if (nom === "") return refus("nom", "Le nom manque.");
  if (nom.length > 200) return refus("nom", "Ce nom dépasse 200 caractères.");
  const excellence = (c.excellence ?? "").toLowerCase();
  if (!["oui", "non", ""].includes(excellence)) return refus("excellence", "Écrivez oui ou non.");
  return { type: "ligne", ligne: { nom, excellence: excellence === "oui", fermeLe: null } };
}

export const DESCRIPTIONS: Readonly<Record<Genre, Description>> = {
  annuaire: {
    colonnes: [
      "Identifiant_de_l_etablissement",
      "Nom_etablissement",
      "Type_etablissement",
      "Statut_public_prive",
      "Nom_commune",
      "Code_departement",
      "Code_academie",
      "Code_region",
      "SIREN_SIRET",
      "date_ouverture",
      "etat",
    ],
    facultatives: ["date_maj_ligne"],
    cle: "uai",
    colonneCle: "Identifiant_de_l_etablissement",
    fermeture: "fermeLe",
    lire: lireEtablissement,
  },
  formations: {
    colonnes: [
      "FORMATION_DIPLOME",
      "NIVEAU_FORMATION_DIPLOME",
      "GROUPE_SPECIALITE",
      "LIBELLE_COURT",
      "LIBELLE_LONG_200",
      "DATE_OUVERTURE",
      "DATE_FERMETURE",
      "NIVEAU_QUALIFICATION_RNCP",
    ],
    facultatives: ANCIENS,
    cle: "cfd",
    colonneCle: "FORMATION_DIPLOME",
    fermeture: "fermeture",
    lire: lireFormation,
  },
  niveaux: {
    colonnes: ["NIVEAU_FORMATION_DIPLOME", "DATE_FERMETURE", "NIVEAU_QUALIFICATION_RNCP"],
    cle: "code",
    colonneCle: "NIVEAU_FORMATION_DIPLOME",
    fermeture: "fermeLe",
    lire: lireNiveau,
  },
  mefs: {
    colonnes: [
      "MEF",
      "DISPOSITIF_FORMATION",
      "FORMATION_DIPLOME",
      "DUREE_DISPOSITIF",
      "ANNEE_DISPOSITIF",
      "LIBELLE_LONG",
      "DATE_OUVERTURE",
      "DATE_FERMETURE",
      "MEF_STAT_11",
    ],
    cle: "mef",
    colonneCle: "MEF",
    fermeture: "fermeture",
    lire: lireMef,
  },
  quadrants: {
    colonnes: ["millesime", "territoire", "niveau", "cfd", "emploi", "poursuite", "sortants", "source"],
    facultatives: ["voie", "devenir"],
    cle: "id",
    colonneCle: "cfd",
    fermeture: null,
    lire: lireTaux,
  },
  campus: {
    colonnes: ["nom", "excellence"],
    cle: "nom",
    colonneCle: "nom",
    fermeture: "fermeLe",
    lire: lireCampus,
  },
};
