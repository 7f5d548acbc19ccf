/** What an import changes, in words: partner, line, before → after. Read before it is applied. */
import { ecrireEuros } from "../ecriture";
import { type Changement, cibleDe } from "../edition/changements";
import { NATURES_FINANCEMENT, POSTES, SOURCES } from "../nomenclatures";
import { type ContenuAnnexe, centimesDe, type LigneDepense, type LignePart, type LigneSource } from "./contenu";
import { nomDe } from "./feuille-partenaire";
import type { Lieu } from "./reporter";

export type LigneApercu = {
  genre: "modifie" | "ajoute" | "retire";
  feuille: string | null;
  case: string | null;
  partenaire: string;
  /** « Dépense : Promotion et attractivité, Salon, 2026 » */
  ligne: string;
  /** « Montant » */
  champ: string;
  avant: string;
  apres: string;
};

const CHAMPS: Readonly<Record<string, string>> = {
  montant: "Montant",
  poste: "Poste",
  libelle: "Libellé",
  eligible: "Éligible",
  source: "Source",
  baseValorisation: "Base de valorisation",
  engage: "Engagé",
  nature: "Nature",
  subvention: "Part de la subvention",
  part: "Part en pour cent",
};

const euros = (montant: unknown): string => (typeof montant === "string" ? ecrireEuros(centimesDe(montant)) : "");
const libelleDe = (libelles: Readonly<Record<string, string>>, code: unknown): string =>
  typeof code === "string" ? (libelles[code] ?? code) : "";

function ecrire(champ: string, valeur: unknown): string {
  if (valeur === null || valeur === undefined) return "";
  switch (champ) {
    case "montant":
    case "subvention":
      return euros(valeur);
    case "poste":
      return libelleDe(POSTES.libelles, valeur);
    case "source":
      return libelleDe(SOURCES.libelles, valeur);
    case "nature":
      return libelleDe(NATURES_FINANCEMENT.libelles, valeur);
    case "part":
      return `${String(valeur).replace(".", ",")} %`;
    default:
      return typeof valeur === "boolean" ? (valeur ? "oui" : "non") : String(valeur);
  }
}

function nomLigne(liste: string, ligne: Readonly<Record<string, unknown>>): string {
  const joindre = (...morceaux: string[]) => morceaux.filter((m) => m !== "").join(", ");
  if (liste === "budget") {
    const l = ligne as unknown as LigneDepense;
    const poste = l.poste === null ? "poste à préciser" : POSTES.libelles[l.poste];
    return `Dépense : ${joindre(poste, l.libelle ?? "", l.annee === null ? "" : String(l.annee))}`;
  }
  if (liste === "financements") {
    const l = ligne as unknown as LigneSource;
    const source = l.source === null ? "origine à préciser" : SOURCES.libelles[l.source];
    return `Ressource : ${joindre(source, l.nature === null ? "" : NATURES_FINANCEMENT.libelles[l.nature].toLowerCase())}`;
  }
  return "Part de la subvention";
}

const montantDe = (liste: string, ligne: Readonly<Record<string, unknown>>): string =>
  liste === "repartition" ? euros((ligne as unknown as LignePart).subvention) : euros(ligne.montant);

type Listes = Pick<ContenuAnnexe, "budget" | "financements" | "repartition">;
const LISTES = ["budget", "financements", "repartition"] as const;
type Rangee = Readonly<Record<string, unknown>>;
const parCle = (c: Listes): ReadonlyMap<string, Rangee> =>
  new Map(LISTES.flatMap((liste) => c[liste].map((l) => [`${liste}/${l.cle}`, l as Rangee] as const)));

/** One line per cell: a row of three years whose label changes has changed once. */
export function apercevoir(
  changements: readonly Changement[],
  lieux: ReadonlyMap<string, Lieu>,
  avant: ContenuAnnexe,
  apres: Listes,
): LigneApercu[] {
  const noms = new Map(avant.partenaires.map((p, rang) => [p.id, nomDe(p, rang)]));
  const [rangeesAvant, rangeesApres] = [parCle(avant), parCle(apres)];
  const deja = new Set<string>();
  return changements.flatMap((c): LigneApercu[] => {
    const cible = cibleDe(c.adresse);
    if (cible === null || cible.liste === null || cible.cle === null) return [];
    const { liste } = cible;
    const place = `${liste}/${cible.cle}`;
    const ligne = rangeesApres.get(place) ?? rangeesAvant.get(place) ?? {};
    const lieu = lieux.get(c.adresse) ?? null;
    const commun = {
      feuille: lieu?.feuille ?? null,
      case: lieu?.case ?? null,
      partenaire: (typeof ligne.partenaire === "string" ? noms.get(ligne.partenaire) : undefined) ?? nomDe(null, -1),
      ligne: nomLigne(liste, ligne),
    };
    if (c.type === "ajout")
      return [{ ...commun, genre: "ajoute", champ: "Montant", avant: "", apres: montantDe(liste, c.apres) }];
    if (c.type === "retrait")
      return [{ ...commun, genre: "retire", champ: "Montant", avant: montantDe(liste, c.avant), apres: "" }];
    const nom = cible.genre === "champ" ? (cible.parts.at(-1) ?? "") : "";
    const vu = JSON.stringify([lieu, nom]);
    if (nom !== "montant" && lieu !== null && deja.has(vu)) return [];
    deja.add(vu);
    return [
      {
        ...commun,
        genre: "modifie",
        champ: CHAMPS[nom] ?? nom,
        avant: ecrire(nom, c.avant),
        apres: ecrire(nom, c.apres),
      },
    ];
  });
}
