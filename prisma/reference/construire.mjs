#!/usr/bin/env node
/**
 * Rebuilds the reference files of this folder from the public nomenclatures they are trimmed from:
 *
 *   node prisma/reference/construire.mjs SOURCE
 *
 * SOURCE holds `geo/`, `nomenclatures/` and `orion/` as named in README.md. Same sources, same bytes: rows are sorted and
 * written one per line, so a diff reads. personas.json is written by hand and left alone.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ICI = dirname(fileURLToPath(import.meta.url));
const source = process.argv[2];
if (!source) {
  process.stderr.write("Usage : node prisma/reference/construire.mjs DOSSIER_SOURCE\n");
  process.exit(64);
}

/** UTF-8 when the bytes are valid UTF-8, else Windows-1252: the published files are not all in the same encoding. */
function lireTexte(chemin) {
  const octets = readFileSync(join(source, chemin));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder("windows-1252").decode(octets);
  }
}

/** Cells of a `;`-separated text, RFC 4180 quotes included. */
function decouper(texte) {
  const lignes = [];
  let ligne = [];
  let cellule = "";
  let entreGuillemets = false;
  for (let i = 0; i < texte.length; i++) {
    const c = texte[i];
    if (entreGuillemets) {
      if (c !== '"') cellule += c;
      else if (texte[i + 1] === '"') {
        cellule += '"';
        i++;
      } else entreGuillemets = false;
    } else if (c === '"' && cellule === "") entreGuillemets = true;
    else if (c === ";" || c === "\n") {
      ligne.push(cellule.trim());
      cellule = "";
      if (c === "\n") {
        lignes.push(ligne);
        ligne = [];
      }
    } else if (c !== "\r") cellule += c;
  }
  if (cellule !== "" || ligne.length > 0) lignes.push([...ligne, cellule.trim()]);
  return lignes;
}

function lireCsv(chemin) {
  const [entetes, ...lignes] = decouper(lireTexte(chemin).replace(/^\uFEFF/, ""));
  return lignes
    .filter((ligne) => ligne.length > 1)
    .map((ligne) => Object.fromEntries(entetes.map((nom, i) => [nom, ligne[i] ?? ""])));
}

const propre = (texte) => texte.replace(/['\u2018]/g, "’").replace(/\s+/g, " ").trim();
const isoDe = (jjmmaaaa) => (jjmmaaaa ? jjmmaaaa.split("/").reverse().join("-") : null);
const parCle = (cle) => (a, b) => (a[cle] < b[cle] ? -1 : a[cle] > b[cle] ? 1 : 0);

function ecrire(nom, lignes) {
  writeFileSync(join(ICI, nom), `[\n${lignes.map((l) => `  ${JSON.stringify(l)}`).join(",\n")}\n]\n`);
  process.stdout.write(`${nom} : ${lignes.length} lignes\n`);
}

// ---- Geography -------------------------------------------------------------------------------------------------------

/** INSEE code → code of the région académique, in the order of their names. The source has INSEE codes only. */
const CODE_REGION = Object.fromEntries(
  "84 27 53 24 94 44 01 03 32 11 04 02 06 28 75 76 52 93".split(" ").map((insee, i) => [insee, String(i + 1).padStart(2, "0")]),
);
/** Caen and Rouen merged into Normandie (70) in 2020: the source keeps them without a département. */
const geo = lireCsv("geo/departements_academies_regions.csv").filter((r) => r.codeRegion in CODE_REGION && r.codeDepartement);

const regions = new Map();
const academies = new Map();
const departements = new Map();
for (const r of geo) {
  const region = CODE_REGION[r.codeRegion];
  regions.set(region, { code: region, insee: r.codeRegion, nom: propre(r.libelleRegion) });
  academies.set(r.codeAcademie, { code: r.codeAcademie, nom: propre(r.libelleAcademie), region });
  // 130 stands for Andorra, attached to Montpellier for the examinations; 985 is Mayotte before it became 976.
  if (r.codeDepartement === "130" || r.codeDepartement === "985") continue;
  const nom = propre(r.libelleDepartement).replace("Seine-St-Denis", "Seine-Saint-Denis").replace("D’Oise", "d’Oise");
  departements.set(r.codeDepartement, { code: r.codeDepartement.replace(/^0/, ""), nom, academie: r.codeAcademie, region });
}
ecrire("regions.json", [...regions.values()].sort(parCle("code")));
ecrire("academies.json", [...academies.values()].sort(parCle("code")));
ecrire("departements.json", [...departements.values()].sort(parCle("code")));

// ---- Levels and formations -------------------------------------------------------------------------------------------

/** Professional diplomas that a lycée professionnel, its section of BTS or its partners in higher education deliver. */
const NIVEAUX_RETENUS = new Set(
  ("010 500 503 510 513 553 561 563 581 " + // 3: MC, CAP, CAP agricole, BEP, BPA, CS, FCIL
    "400 401 403 420 430 433 450 453 461 463 481 " + // 4: bac pro, BMA, BT, bac techno, BP, CS, FCIL
    "320 321 322 323 350 363 381 " + // 5: BTS, DMA, DTS, BTS agricole, DUT, CS agricole, FCIL
    "240 241 250 251").split(" "), // 6: DSAA, DNMADE, licence professionnelle, BUT
);
/** A formation closed before the rentrée 2021 can appear in no dossier: the call opened in December 2021. */
const FERMEE_AVANT = "2021-08-31";

const niveauRncp = (texte) => (/^0[1-8]$/.test(texte) ? Number(texte) : null);

/** The nomenclature's labels are bare capitals (« BREVET DES METIERS D'ART »): these are the same words, written out. */
const NOM_NIVEAU = {
  "010": ["MC", "Mention complémentaire"],
  240: ["DSAA", "Diplôme supérieur d’arts appliqués"],
  241: ["DNMADE", "Diplôme national des métiers d’art et du design"],
  250: ["Licence pro", "Licence professionnelle"],
  251: ["BUT", "Bachelor universitaire de technologie"],
  320: ["BTS", "Brevet de technicien supérieur"],
  321: ["DMA", "Diplôme des métiers d’art"],
  322: ["DTS", "Diplôme assimilé au brevet de technicien supérieur"],
  323: ["BTSA", "Brevet de technicien supérieur agricole"],
  350: ["DUT", "Diplôme universitaire de technologie"],
  363: ["CS agricole", "Certificat de spécialisation agricole de niveau 5"],
  381: ["FCIL", "Formation complémentaire d’initiative locale après un niveau 5"],
  400: ["Bac pro", "Baccalauréat professionnel"],
  401: ["BMA", "Brevet des métiers d’art ou des métiers du spectacle"],
  403: ["Bac pro agricole", "Baccalauréat professionnel agricole"],
  420: ["BT", "Brevet de technicien"],
  430: ["Bac techno", "Baccalauréat technologique"],
  433: ["Bac techno agricole", "Baccalauréat technologique agricole"],
  450: ["BP", "Brevet professionnel"],
  453: ["BPA", "Brevet professionnel agricole de niveau 4"],
  461: ["CS", "Certificat de spécialisation de niveau 4"],
  463: ["CS agricole", "Certificat de spécialisation agricole de niveau 4"],
  481: ["FCIL", "Formation complémentaire d’initiative locale après un niveau 4"],
  500: ["CAP", "Certificat d’aptitude professionnelle"],
  503: ["CAP agricole", "Certificat d’aptitude professionnelle agricole"],
  510: ["BEP", "Brevet d’études professionnelles"],
  513: ["BEP agricole", "Brevet d’études professionnelles agricoles"],
  553: ["BPA", "Brevet professionnel agricole de niveau 3"],
  561: ["CS", "Certificat de spécialisation de niveau 3"],
  563: ["CS agricole", "Certificat de spécialisation agricole de niveau 3"],
  581: ["FCIL", "Formation complémentaire d’initiative locale après un niveau 3"],
};

/** Category 2 of the specialties: technico-professional of production, whose teaching needs a plateau technique. */
const categorieDuDomaine = new Map(
  lireCsv("nomenclatures/n_domaine_specialite_.csv").map((r) => [r.DOMAINE_SPECIALITE, r.CATEGORIE_SPECIALITE]),
);
const categorieDuGroupe = new Map(
  lireCsv("nomenclatures/n_groupe_specialite_.csv").map((r) => [r.GROUPE_SPECIALITE, categorieDuDomaine.get(r.DOMAINE_SPECIALITE)]),
);

/** Titles with accents and capitals where a public list gives them; the national nomenclature is in bare capitals. */
const titres = new Map();
for (const r of lireCsv("nomenclatures/diplomesProfessionnels.csv")) {
  const cfd = /^(\w{3})-(\d{3}\w{2})/.exec(r["Code diplôme"]);
  if (cfd) titres.set(cfd[1] + cfd[2], r["Intitulé de la spécialité (et options)"]);
}
for (const r of lireCsv("nomenclatures/familleMetiers.csv")) titres.set(r.CFD_SPECIALITE, r.SPECIALITE);
for (const r of lireCsv("nomenclatures/optionsBTS.csv")) titres.set(r.CFD_SPECIALITE, r.SPECIALITE);

const capitale = (texte) => texte.charAt(0).toUpperCase() + texte.slice(1);
/** « USINAGE (CAP) » → « USINAGE »: the diploma is told by its level. */
const sansDiplome = (libelle, court) => (libelle.endsWith(`(${court})`) ? libelle.slice(0, -court.length - 2).trim() : libelle);

const brutes = new Map();
// The view holds every row but ten recent ones, which only the table has.
for (const fichier of ["nFormationDiplome_", "vFormationDiplome_"])
  for (const r of lireCsv(`nomenclatures/${fichier}.csv`)) brutes.set(r.FORMATION_DIPLOME, r);

/** Only the table says which diplomas a renovated one replaces. */
const remplaces = new Map(
  lireCsv("nomenclatures/nFormationDiplome_.csv").map((r) => [
    r.FORMATION_DIPLOME,
    // Some rows name themselves: a title changed, not the diploma.
    [...new Set([1, 2, 3, 4, 5, 6, 7].map((i) => r[`ANCIEN_DIPLOME_${i}`]))]
      .filter((ancien) => ancien && ancien !== r.FORMATION_DIPLOME)
      .sort(),
  ]),
);

const formations = [...brutes.values()]
  .filter((r) => NIVEAUX_RETENUS.has(r.NIVEAU_FORMATION_DIPLOME))
  .map((r) => ({
    cfd: r.FORMATION_DIPLOME,
    libelle: capitale(propre(titres.get(r.FORMATION_DIPLOME) || sansDiplome(r.LIBELLE_LONG_200, r.LIBELLE_COURT))),
    niveau: niveauRncp(r.NIVEAU_QUALIFICATION_RNCP),
    niveauFormation: r.NIVEAU_FORMATION_DIPLOME,
    groupe: r.GROUPE_SPECIALITE,
    ouverture: isoDe(r.DATE_OUVERTURE),
    fermeture: isoDe(r.DATE_FERMETURE),
    plateau: categorieDuGroupe.get(r.GROUPE_SPECIALITE) === "2",
    remplace: remplaces.get(r.FORMATION_DIPLOME) ?? [],
  }))
  .filter((f) => f.niveau >= 3 && f.niveau <= 6 && (f.fermeture === null || f.fermeture >= FERMEE_AVANT))
  .sort(parCle("cfd"));
ecrire("formations.json", formations);

const retenues = new Set(formations.map((f) => f.cfd));
ecrire(
  "mefs.json",
  lireCsv("nomenclatures/nMef.csv")
    .filter((r) => retenues.has(r.FORMATION_DIPLOME))
    .map((r) => ({
      mef: r.MEF,
      mefstat11: r.MEF_STAT_11,
      cfd: r.FORMATION_DIPLOME,
      dispositif: r.DISPOSITIF_FORMATION,
      duree: Number(r.DUREE_DISPOSITIF),
      annee: Number(r.ANNEE_DISPOSITIF),
      libelle: propre(r.LIBELLE_LONG),
      ouverture: isoDe(r.DATE_OUVERTURE),
      fermeture: isoDe(r.DATE_FERMETURE),
    }))
    .sort(parCle("mef")),
);

const niveaux = lireCsv("nomenclatures/nNiveauFormationDiplome_.csv")
  .filter((r) => NIVEAUX_RETENUS.has(r.NIVEAU_FORMATION_DIPLOME))
  .map((r) => {
    const [court, libelle] = NOM_NIVEAU[r.NIVEAU_FORMATION_DIPLOME];
    // null where the source says none: a mention complémentaire is of level 3 or 4, the formation says which.
    return { code: r.NIVEAU_FORMATION_DIPLOME, court, libelle, niveau: niveauRncp(r.NIVEAU_QUALIFICATION_RNCP) };
  })
  .sort(parCle("code"));
ecrire("niveaux.json", niveaux);

// ---- Campus des métiers et des qualifications ------------------------------------------------------------------------

const cmq = JSON.parse(lireTexte("orion/cmq.json"));
ecrire("cmq-filieres.json", cmq.filieres_cmq.map(propre).sort((a, b) => a.localeCompare(b, "fr")));
ecrire(
  "cmq.json",
  cmq.campus.map((nom) => ({ nom: propre(nom), excellence: /qualifications d['’]excellence/.test(nom) })).sort(parCle("nom")),
);

// ---- Headers of Orion's exports, since 2023 ---------------------------------------------------------------------------

/** Each header once, and each generation of export as places in that list. The last of each source is the one in use. */
const entetesOrion = [];
const placeEntete = ([champ, entete]) => {
  const place = entetesOrion.findIndex(([c, e]) => c === champ && e === entete);
  return place >= 0 ? place : entetesOrion.push([champ, entete]) - 1;
};
const colonnesOrion = JSON.parse(lireTexte("orion/columns.json"));
/** « Capacité RS {0} »: one of the years that a real export writes. */
const anneePilotage = "2024";
const generationsOrion = [
  ...JSON.parse(lireTexte("orion/header_generations.json")).map((g) => ({
    source: g.const === "STATS_DEMANDES_COLUMNS" ? "restitution" : "recueil",
    depuis: g.first,
    colonnes: g.cols,
  })),
  {
    source: "restitution",
    depuis: "en vigueur",
    colonnes: [...colonnesOrion.restitution_export_order, ...Object.entries(colonnesOrion.restitution_pilotage_suffix)],
  },
  { source: "recueil", depuis: "en vigueur", colonnes: colonnesOrion.recueil_demandes },
].map(({ source, depuis, colonnes }) => ({
  source,
  depuis,
  colonnes: colonnes.map(([champ, entete]) => placeEntete([champ, entete.replace("{0}", anneePilotage)])),
}));
writeFileSync(
  join(ICI, "orion-colonnes.json"),
  `{\n  "entetes": [\n${entetesOrion.map((e) => `    ${JSON.stringify(e)}`).join(",\n")}\n  ],\n  "generations": [\n${generationsOrion
    .map((g) => `    ${JSON.stringify(g)}`)
    .join(",\n")}\n  ]\n}\n`,
);
process.stdout.write(`orion-colonnes.json : ${entetesOrion.length} en-têtes, ${generationsOrion.length} générations\n`);
