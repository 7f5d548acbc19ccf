/** Who takes part in a demo dossier, and who pays what. */
import { type Centimes, centimes, ecrireMontant, lireMontant, repartir } from "@/lib/domain/argent";
import { ajouterMois, anneesCiviles } from "@/lib/domain/dates";
import { nomRegion, type Poste } from "@/lib/domain/nomenclatures";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import type { Fiche } from "./fiche";

type Partenaire = NonNullable<DossierFichier["partenaires"]>[number];
type LigneBudget = NonNullable<DossierFichier["budget"]>[number];
type Financement = NonNullable<DossierFichier["financements"]>[number];

export const montant = (texte: string): Centimes => lireMontant(texte) ?? centimes(0n);

const LETTRES_UAI = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** A well-formed UAI in a range that no real établissement uses (…99nn). Corsica's numbers begin with 620 or 720. */
export function uaiExemple(departement: string, rang: number): string {
  const prefixe = departement === "02A" ? "620" : departement === "02B" ? "720" : departement;
  const numero = `${prefixe}99${String(rang).padStart(2, "0")}`;
  return numero + LETTRES_UAI[Number(numero) % 23];
}

const partager = (total: Centimes, poids: readonly number[]): Centimes[] => repartir(total, poids.map(BigInt));

/** The day the file is read from: filing when it is planned, else six months before the start. */
export const jourDeReference = (f: Fiche): string => f.dateDepot ?? ajouterMois(f.debut, -6);

const idLycee = (rang: number) => `lycee-${rang + 1}`;
const idEntreprise = (rang: number) => `entreprise-${rang + 1}`;
const suite = (nombre: number) => Array.from({ length: nombre }, (_, i) => i);

/** Weights of the posts; a diagnostic buys studies, a project buys equipment. */
const POSTES_PROJET: [Poste, number][] = [
  ["equipement", 46],
  ["formation_formateurs", 10],
  ["ingenierie", 14],
  ["personnel", 12],
  ["prestation", 8],
  ["promotion", 6],
  ["frais_generaux", 4],
];
const POSTES_DIAGNOSTIC: [Poste, number][] = [
  ["prestation", 55],
  ["ingenierie", 30],
  ["missions", 15],
];
/** Posts that the lycées carry, each its share; the chef de file carries the others. */
const POSTES_DES_LYCEES: ReadonlySet<Poste> = new Set<Poste>(["equipement", "ingenierie"]);

export function budget(f: Fiche): LigneBudget[] {
  const diagnostic = f.regime === "CMA-DIAG";
  const postes = diagnostic ? POSTES_DIAGNOSTIC : POSTES_PROJET;
  const annees = anneesCiviles(f.debut, f.dureeMois);
  const parPoste = partager(
    montant(f.coutEligible),
    postes.map(([, poids]) => poids),
  );
  const lignes: LigneBudget[] = [];
  for (const [i, [poste]] of postes.entries()) {
    const porteurs = POSTES_DES_LYCEES.has(poste) && !diagnostic ? suite(f.lycees).map(idLycee) : ["porteur"];
    const parPorteur = partager(
      parPoste[i] as Centimes,
      porteurs.map(() => 1),
    );
    for (const [j, partenaire] of porteurs.entries()) {
      // Spending starts low, peaks in the second year, then settles.
      const poids = annees.map((_, rang) => (rang === 0 ? 2 : rang === 1 ? 5 : 3));
      for (const [k, part] of partager(parPorteur[j] as Centimes, poids).entries())
        lignes.push({ partenaire, poste, annee: annees[k] as number, montant: ecrireMontant(part) });
    }
  }
  if (f.horsAssiette)
    lignes.push({
      partenaire: "region",
      poste: "bati",
      annee: annees[0] as number,
      montant: f.horsAssiette,
      eligible: false,
      libelle: "Aménagement des ateliers, hors assiette (montant d’exemple)",
    });
  return lignes;
}

export function financements(f: Fiche): Financement[] {
  const total = montant(f.coutEligible) + montant(f.horsAssiette ?? "0");
  const reste = centimes(total - montant(f.subvention));
  const prives = suite(f.entreprises).map(idEntreprise);
  const [region, branche, entreprises, propres] = partager(reste, [45, 22, 13, 20]) as [
    Centimes,
    Centimes,
    Centimes,
    Centimes,
  ];
  const ligne = (source: Financement["source"], partenaire: string, part: Centimes): Financement => ({
    source,
    partenaire,
    montant: ecrireMontant(part),
    nature: source === "entreprise" ? "valorisation" : "numeraire",
    engage: true,
  });
  const parEntreprise = partager(
    entreprises,
    prives.map(() => 1),
  );
  return [
    { source: "france2030", montant: f.subvention },
    ligne("region", "region", region),
    ligne("branche", "branche", branche),
    ...prives.map((id, i) => ligne("entreprise", id, parEntreprise[i] as Centimes)),
    ligne("autofinancement", "porteur", propres),
  ];
}

/** The subsidy goes where the spending is: the chef de file keeps 40 %, the lycées share the rest. */
export function repartition(f: Fiche): NonNullable<DossierFichier["repartition"]> {
  const lycees = f.regime === "CMA-DIAG" ? [] : suite(f.lycees).map(idLycee);
  const parts = partager(montant(f.subvention), [lycees.length === 0 ? 1 : 2 * lycees.length, ...lycees.map(() => 3)]);
  return ["porteur", ...lycees].map((partenaire, i) => ({
    partenaire,
    subvention: ecrireMontant(parts[i] as Centimes),
  }));
}

export function partenaires(f: Fiche, lignes: readonly Financement[]): Partenaire[] {
  const signeeLe = ajouterMois(jourDeReference(f), -1);
  const lettre = (id: string): Partenaire["lettreEngagement"] => {
    const ligne = lignes.find((l) => l.partenaire === id);
    if (!ligne?.montant) return undefined;
    // A letter signed before the amount changed: the line has 50 000 € more.
    const perimee = id === "branche" && f.defauts.includes("lettre_perimee");
    const signe = centimes(montant(ligne.montant) - (perimee ? 50_000_00n : 0n));
    return { montant: ecrireMontant(signe), signeeLe };
  };
  const nom = nomRegion(f.region);
  const tous: Partenaire[] = [
    {
      id: "porteur",
      nom: f.porteur ?? `GIP Formation continue et insertion, ${nom} (exemple)`,
      nature: "gip",
      categorie: "formation",
      chefDeFile: true,
      lettreEngagement: lettre("porteur"),
    },
    {
      id: "region",
      nom: `Région ${nom} (montant d’exemple)`,
      nature: "collectivite",
      categorie: "donneur_ordre_public",
      lettreEngagement: lettre("region"),
    },
    {
      id: "branche",
      nom: `Branche professionnelle, ${nom} (exemple)`,
      nature: "branche",
      categorie: "employeur",
      lettreEngagement: lettre("branche"),
    },
    ...suite(f.entreprises).map(
      (i): Partenaire => ({
        id: idEntreprise(i),
        nom: `Entreprise ${i + 1} (exemple)`,
        nature: "entreprise",
        categorie: "employeur",
        lettreEngagement: lettre(idEntreprise(i)),
      }),
    ),
    ...suite(f.lycees).map(
      (i): Partenaire => ({
        id: idLycee(i),
        nom: `Lycée professionnel ${i + 1} (exemple)`,
        nature: "eple",
        categorie: "formation",
        uai: uaiExemple(f.departement, i + 1),
      }),
    ),
  ];
  return tous.map((p) => Object.fromEntries(Object.entries(p).filter(([, v]) => v !== undefined)) as Partenaire);
}
