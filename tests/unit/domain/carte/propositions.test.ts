import { describe, expect, test } from "vitest";
import {
  correspondance,
  type DemandeProposable,
  filieresProches,
  memeNom,
  type ProjetCarte,
} from "@/lib/domain/carte/propositions";

const projet: ProjetCarte = {
  uais: ["0690001A"],
  campus: ["Industrie du futur"],
  filieres: ["Mobilité de demain", "Logistique"],
  periode: { de: 2024, a: 2027 },
  transformations: [
    { uai: "0690002B", cfd: "40025519", rentree: 2025, numeroDemande: null, libelleColoration: "École des réseaux" },
    { uai: "0690003C", cfd: "50025524", rentree: 2026, numeroDemande: " d0000009 " },
  ],
};
const demande = (valeurs: Partial<DemandeProposable>): DemandeProposable => ({
  numero: "D0000001",
  uai: "0699999Z",
  cfd: "99999999",
  rentree: 2025,
  type: "ouverture_nette",
  statut: "demande validée",
  coloration: null,
  filiereCmq: null,
  nomCmq: null,
  amiCma: null,
  amiCmaValide: null,
  amiCmaEnCours: null,
  amiCmaAnnee: null,
  ...valeurs,
});

describe("une demande est proposée, et dit pourquoi", () => {
  test.each<[string, Partial<DemandeProposable>, string[], string]>([
    ["la transformation même du dossier", { uai: "0690002B", cfd: "40025519" }, ["transformation", "rentree"], "forte"],
    [
      "la même, un an plus tard",
      { uai: "0690002B", cfd: "40025519", rentree: 2026 },
      ["transformation", "rentree_voisine"],
      "probable",
    ],
    [
      "le numéro écrit dans le dossier, quelle que soit sa casse",
      { numero: "D0000009" },
      ["numero", "periode"],
      "forte",
    ],
    [
      "un établissement partenaire, une formation du projet",
      { uai: "0690001A", cfd: "40025519" },
      ["etablissement", "rentree", "formation"],
      "forte",
    ],
    [
      "un établissement partenaire et un AMI CMA validé pendant le projet",
      { uai: "0690001A", amiCma: true, amiCmaValide: true, amiCmaAnnee: "2024" },
      ["etablissement", "ami_cma_valide", "periode", "annee_ami_cma"],
      "probable",
    ],
    [
      "un établissement partenaire et un campus de la même filière",
      { uai: "0690001A", filiereCmq: "Mobilité, aéronautique, transports terrestres et maritimes" },
      ["etablissement", "filiere", "periode"],
      "possible",
    ],
    [
      "le campus du projet, écrit librement, et un AMI CMA demandé",
      { nomCmq: "CMQ d’excellence - INDUSTRIE DU FUTUR", amiCma: true, amiCmaEnCours: true },
      ["campus", "ami_cma_en_cours", "periode"],
      "possible",
    ],
    [
      "un établissement du projet, la même coloration",
      { uai: "0690001A", rentree: 2030, coloration: "ecole des Réseaux" },
      ["etablissement", "coloration"],
      "possible",
    ],
  ])("%s", (_, valeurs, raisons, force) => {
    expect(correspondance(projet, demande(valeurs))).toMatchObject({ raisons, force });
  });

  test.each<[string, Partial<DemandeProposable>]>([
    ["rien de commun que la rentrée et l’AMI CMA", { amiCma: true, amiCmaValide: true, amiCmaAnnee: "2025" }],
    ["la formation et la rentrée, mais un autre établissement", { cfd: "40025519" }],
    ["un établissement partenaire, et rien d’autre", { uai: "0690001A", rentree: 2030 }],
    ["une demande refusée", { uai: "0690002B", cfd: "40025519", statut: "refusée" }],
    ["un ajustement de rentrée", { uai: "0690002B", cfd: "40025519", type: "ajustement" }],
  ])("pas : %s", (_, valeurs) => {
    expect(correspondance(projet, demande(valeurs))).toBeNull();
  });

  test("un dossier vide ne propose rien", () => {
    const vide: ProjetCarte = { uais: [], campus: [], filieres: [], periode: null, transformations: [] };
    expect(correspondance(vide, demande({ amiCma: true, amiCmaValide: true }))).toBeNull();
  });
});

test.each<[string, string, boolean]>([
  ["Industrie du futur", "Campus des métiers et des qualifications d’excellence - Industrie du futur", true],
  ["École des réseaux", "ECOLE DES RESEAUX", true],
  ["Hydrogène", "Hydrogène / Batteries", false],
  ["Hydrogène", "hydrogene", true],
  ["Campus des métiers", "Campus des qualifications", false],
  ["", "Hydrogène", false],
])("« %s » et « %s » : un même nom ? %s", (a, b, oui) => {
  expect(memeNom(a, b)).toBe(oui);
  expect(memeNom(b, a)).toBe(oui);
});

test.each<[string, string, boolean]>([
  ["Mobilité de demain", "Mobilité, aéronautique, transports terrestres et maritimes", true],
  ["Logistique", "Services aux entreprises, logistique", true],
  ["Décarbonation de l’industrie", "Transition énergétique, éco-industrie", true],
  ["Mobilité de demain", "Services de demain", false],
  ["Santé", "Transition énergétique, éco-industrie", false],
])("filières « %s » et « %s »", (a, b, proches) => {
  expect(filieresProches(a, b)).toBe(proches);
});

test("la filière d’un campus ne suffit jamais à proposer une demande", () => {
  const ailleurs = demande({ cfd: "40025519", filiereCmq: "Services aux entreprises, logistique" });
  expect(correspondance(projet, ailleurs)).toBeNull();
});
