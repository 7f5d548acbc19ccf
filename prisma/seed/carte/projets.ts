/** Two funded projects of Auvergne-Rhône-Alpes, beside FPI AURA: what they are called is public, the rest is invented. */
import type { Fiche } from "../fiche";

const commun: Omit<
  Fiche,
  "cle" | "titre" | "departement" | "filieres" | "objectifs" | "subvention" | "coutEligible" | "places"
> = {
  regime: "ATCF",
  region: "01",
  volets: [2],
  debut: "2023-09-01",
  dureeMois: 48,
  dateDepot: "2023-03-15",
  lettre: { deposeeLe: "2022-11-14", avis: "go", avisLe: "2022-12-15" },
  lycees: 3,
  entreprises: 2,
  contenu: "complet",
  defauts: [],
  // Funded before Rigel: entered as they are, without a filed version (domain/3).
  etat: "conventionne",
  suites: [
    ["laureat", "2023-06-20"],
    ["conventionne", "2023-07-05"],
  ],
};

export const FICHES_CARTE: readonly Fiche[] = [
  {
    ...commun,
    cle: "aura-orimob",
    titre: "Orimob Académie : former aux mobilités (montants et places d’exemple)",
    acronyme: "Orimob Académie",
    departement: "069",
    filieres: ["mobilite"],
    objectifs: [4],
    formations: ["40025303", "50025306", "32025303"],
    subvention: "4200000.00",
    coutEligible: "6800000.00",
    places: { nouvelles: 108, colorees: 36 },
    campus: [{ nom: "Industrie circulaire de la mobilité", excellence: true }],
  },
  {
    ...commun,
    cle: "aura-fare",
    titre: "FARE : former à la rénovation énergétique (montants et places d’exemple)",
    acronyme: "FARE",
    departement: "038",
    filieres: ["energies", "batiment"],
    objectifs: [2],
    formations: ["40025517", "50022714", "40022706", "40023404"],
    subvention: "2600000.00",
    coutEligible: "4100000.00",
    places: { nouvelles: 84, colorees: 24 },
  },
];
