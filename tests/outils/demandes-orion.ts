/** Demands invented in the shape of a région's campaigns: établissements, formations, types and capacities that hold together. */
import academies from "@/prisma/reference/academies.json";
import departements from "@/prisma/reference/departements.json";
import formations from "@/prisma/reference/formations.json";
import niveaux from "@/prisma/reference/niveaux.json";
import regions from "@/prisma/reference/regions.json";

export type CelluleOrion = string | number | boolean | readonly string[] | null;
/** By Orion's own field names: `capaciteScolaire`, `numero`… */
export type RangeeOrion = Readonly<Record<string, CelluleOrion>>;

export type OptionsExport = {
  lignes: number;
  graine?: number;
  /** Codes 01…18; all of them unless said. */
  regions?: readonly string[];
  rentrees?: readonly number[];
};

/** Mulberry32: small, even, and the same everywhere. */
function hasard(graine: number): () => number {
  let etat = graine >>> 0;
  return () => {
    etat = (etat + 0x6d2b79f5) >>> 0;
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LETTRES_UAI = "ABCDEFGHJKLMNPRSTUVWXYZ";
const DEBUT_UAI: Record<string, string> = { "2A": "620", "2B": "720" };
export function uaiInvente(departement: string, rang: number): string {
  const chiffres =
    (DEBUT_UAI[departement] ?? departement.padStart(3, "0")) + String(9_000 + (rang % 1_000)).padStart(4, "0");
  return chiffres + LETTRES_UAI.charAt(Number(chiffres) % 23);
}

const TYPES = [
  ["Ouverture", 30],
  ["Augmentation", 18],
  ["Fermeture", 16],
  ["Diminution", 12],
  ["Coloration", 12],
  ["Transfert", 7],
  ["Ajustement de rentrée", 5],
] as const;
const STATUTS = [
  ["demande validée", 62],
  ["projet de demande", 14],
  ["prêt pour le vote", 6],
  ["dossier complet", 4],
  ["proposition", 4],
  ["refusée", 6],
  ["brouillon", 4],
] as const;
const MOTIFS = ["besoins_economiques_locaux", "metiers_2030", "taux_insertion_insatisfaisant", "locaux", "autre"];
const COLORATIONS = [
  "École des réseaux",
  "Passeport nucléaire",
  "Hydrogène / Batteries",
  "Réseaux électriques",
  'Relation client "à distance"',
];
const CMQ = [
  "Transition énergétique, éco-industrie",
  "Systèmes innovants, mécatronique",
  "Services aux entreprises, logistique",
];
const DISPOSITIFS: Record<number, readonly [string, string]> = {
  3: ["221", "CAP EN 2 ANS"],
  4: ["247", "BAC PRO EN 3 ANS"],
  5: ["420", "BTS EN 2 ANS"],
};

const ouvertes = formations.filter((f) => ["500", "400", "320"].includes(f.niveauFormation) && f.fermeture === null);
const nomNiveau = new Map(niveaux.map((n) => [n.code, n.court.toUpperCase()]));

export function* demandesOrion({
  lignes,
  graine = 1,
  regions: codes,
  rentrees = [2023, 2024, 2025, 2026],
}: OptionsExport): Generator<RangeeOrion> {
  const alea = hasard(graine);
  const entier = (min: number, max: number): number => min + Math.floor(alea() * (max - min + 1));
  const parmi = <T>(liste: readonly T[]): T => liste[Math.floor(alea() * liste.length)] as T;
  const selon = <T>(poids: readonly (readonly [T, number])[]): T => {
    let reste = alea() * poids.reduce((somme, [, p]) => somme + p, 0);
    for (const [valeur, p] of poids) {
      reste -= p;
      if (reste < 0) return valeur;
    }
    return (poids[0] as readonly [T, number])[0];
  };
  const territoires = departements.filter((d) => codes === undefined || codes.includes(d.region));
  for (let i = 0; i < lignes; i++) {
    const d = parmi(territoires);
    const region = regions.find((r) => r.code === d.region) as (typeof regions)[number];
    const academie = academies.find((a) => a.code === d.academie) as (typeof academies)[number];
    const f = parmi(ouvertes);
    const rang = entier(0, 24);
    const type = selon(TYPES);
    const rentree = parmi(rentrees);
    const capacites = capacitesDe(type, entier);
    const coloree = capacites.capaciteScolaireColoree > 0 || capacites.capaciteApprentissageColoree > 0;
    const cma = alea() < 0.15;
    const taux = alea() < 0.85;
    const dispositif = DISPOSITIFS[f.niveau] as readonly [string, string];
    const jour = `${String(entier(1, 28)).padStart(2, "0")}/${String(entier(1, 12)).padStart(2, "0")}/${rentree - 1}`;
    yield {
      uai: uaiInvente(d.code, rang),
      libelleEtablissement: rang % 5 === 0 ? `LP "exemple" n° ${rang} ${d.nom}` : `LP exemple n° ${rang} ${d.nom}`,
      commune: d.nom.toUpperCase(),
      codeRegion: region.insee,
      libelleRegion: region.nom,
      codeAcademie: academie.code,
      libelleAcademie: academie.nom,
      codeDepartement: d.code.padStart(3, "0"),
      libelleDepartement: d.nom,
      secteur: rang % 4 === 0 ? "Privé" : "Public",
      cfd: f.cfd,
      libelleNsf: `Groupe ${f.groupe}`,
      libelleFormation: f.libelle,
      actionPrioritaire: alea() < 0.2,
      transitionDemographique: alea() < 0.1,
      transitionEcologique: alea() < 0.2,
      transitionNumerique: alea() < 0.2,
      codeDispositif: dispositif[0],
      libelleDispositif: dispositif[1],
      libelleNiveauDiplome: nomNiveau.get(f.niveauFormation) ?? null,
      typeDemande: type,
      motif: [parmi(MOTIFS), "autre"],
      autreMotif: i % 7 === 0 ? "Texte libre\nsur deux lignes ; avec un point-virgule" : "Texte libre",
      rentreeScolaire: rentree,
      differenceCapaciteScolaire: capacites.capaciteScolaire - capacites.capaciteScolaireActuelle,
      differenceCapaciteScolaireColoree: capacites.capaciteScolaireColoree - capacites.capaciteScolaireColoreeActuelle,
      differenceCapaciteApprentissage: capacites.capaciteApprentissage - capacites.capaciteApprentissageActuelle,
      differenceCapaciteApprentissageColoree:
        capacites.capaciteApprentissageColoree - capacites.capaciteApprentissageColoreeActuelle,
      ...capacites,
      libelleColoration: coloree ? parmi(COLORATIONS) : null,
      amiCma: cma,
      amiCmaValide: cma && alea() < 0.6,
      amiCmaEnCoursValidation: cma && alea() < 0.3,
      amiCmaValideAnnee: cma ? String(rentree - 2) : null,
      filiereCmq: cma ? parmi(CMQ) : null,
      nomCmq: cma ? "Campus exemple" : null,
      commentaire: "Commentaire",
      numero: `${graine.toString(36).toUpperCase().padStart(2, "0").slice(-2)}${i.toString(36).toUpperCase().padStart(6, "0")}`,
      createdAt: `${jour} 08:05`,
      updatedAt: `${jour} 15:42`,
      millesime: "2022+23",
      positionQuadrant: taux ? parmi(["Q1", "Q2", "Q3", "Q4"]) : "Hors quadrant",
      tauxInsertionRegional: taux ? entier(20, 80) / 100 : null,
      tauxPoursuiteRegional: taux ? entier(20, 80) / 100 : null,
      tauxDevenirFavorableRegional: taux ? entier(40, 95) / 100 : null,
      tauxPressionRegional: entier(40, 220) / 100,
      nbEtablissement: entier(1, 20),
      travauxAmenagement: coloree,
      travauxAmenagementCout: coloree ? entier(1, 300) * 1_000 : null,
      achatEquipement: alea() < 0.3,
      statut: selon(STATUTS),
    };
  }
}

type Places = Record<
  | "capaciteScolaireActuelle"
  | "capaciteScolaire"
  | "capaciteScolaireColoreeActuelle"
  | "capaciteScolaireColoree"
  | "capaciteApprentissageActuelle"
  | "capaciteApprentissage"
  | "capaciteApprentissageColoreeActuelle"
  | "capaciteApprentissageColoree",
  number
>;

/** As the checks of domain/2 want them: an opening starts at 0, a closing ends there, coloured places are part of the total. */
function capacitesDe(type: string, entier: (min: number, max: number) => number): Places {
  const taille = entier(2, 6) * 6;
  const change = entier(1, 2) * 6;
  const apprentissage = entier(0, 9) === 0;
  const [actuelle, future]: [number, number] =
    type === "Ouverture"
      ? [0, taille]
      : type === "Fermeture"
        ? [taille, 0]
        : type === "Diminution" || type === "Transfert"
          ? [taille, Math.max(taille - change, 0)]
          : type === "Coloration"
            ? [taille, taille]
            : [taille, taille + change];
  const colore = type === "Coloration" || (type === "Ouverture" && entier(0, 4) === 0) ? Math.min(future, change) : 0;
  const zero = {
    capaciteApprentissageActuelle: 0,
    capaciteApprentissage: 0,
    capaciteApprentissageColoreeActuelle: 0,
    capaciteApprentissageColoree: 0,
  };
  const scolaire = {
    capaciteScolaireActuelle: actuelle,
    capaciteScolaire: future,
    capaciteScolaireColoreeActuelle: 0,
    capaciteScolaireColoree: colore,
  };
  if (type === "Transfert") return { ...scolaire, ...zero, capaciteApprentissage: actuelle - future };
  if (!apprentissage) return { ...scolaire, ...zero };
  return {
    capaciteScolaireActuelle: 0,
    capaciteScolaire: 0,
    capaciteScolaireColoreeActuelle: 0,
    capaciteScolaireColoree: 0,
    capaciteApprentissageActuelle: actuelle,
    capaciteApprentissage: future,
    capaciteApprentissageColoreeActuelle: 0,
    capaciteApprentissageColoree: colore,
  };
}
