import { CODES_METHODE, METHODES, type Methode } from "@/lib/domain/carte/methodes";
import { partColorations, ratioFermetures, taux } from "@/lib/domain/carte/taux";
import { accorder, ecrireNombre, ecrireTaux, enumerer, typographie } from "@/lib/domain/ecriture";
import { ENTETES_ORION, reconnaitreColonnes } from "@/lib/domain/orion/colonnes";
import { type BilanExport, compteur, ETATS, type Etat } from "@/lib/domain/orion/compter-export";
import { lireEntier } from "@/lib/domain/orion/valeurs";
import { RefusFichier } from "@/lib/integrations/table/contrat";
import { ouvrirTable } from "@/lib/integrations/table/ouvrir";
import { lireArguments } from "../arguments";
import { CODES, type Commande, ErreurUsage } from "../commande";
import { illisible } from "../fichiers";

/** Rows told on screen; `--json` has them all. */
const ECARTEES_DITES = 20;

async function compter(chemin: string, etat: Etat): Promise<{ bilan: BilanExport; inconnues: readonly string[] }> {
  const table = await ouvrirTable(chemin, chemin, { attendu: "un export d’Orion", entetesAttendus: ENTETES_ORION });
  try {
    const lues = reconnaitreColonnes(table.entetes);
    const { manquantes, inconnues } = lues.colonnes;
    if (manquantes.length > 0)
      throw new RefusFichier(
        `« ${chemin} » : il manque ${accorder(manquantes.length, "colonne")}, sans ${manquantes.length > 1 ? "lesquelles" : "laquelle"} un taux ne se calcule pas : ${enumerer(manquantes.map((e) => `« ${e} »`))}.${
          inconnues.length === 0 ? "" : ` Colonnes non comprises : ${enumerer(inconnues.map((e) => `« ${e} »`))}.`
        }`,
      );
    const compte = compteur(lues, etat);
    for await (const { ligne, cellules } of table.rangees) compte.prendre(ligne, cellules);
    return { bilan: compte.bilan(), inconnues };
  } finally {
    await table.fermer();
  }
}

/** The object of formats.md, keys in its order. */
const enJson = ({ lignes, retenues, ecartees, decomptes }: BilanExport, effectif: number) => ({
  lignes,
  retenues,
  ecartees,
  methodes: Object.fromEntries(
    CODES_METHODE.map((methode) => {
      const { ouvertes, fermees, colorees, transformees } = decomptes[methode];
      const placesTransformees = transformees;
      return [methode, { ouvertes, fermees, colorees, placesTransformees, taux: taux(transformees, effectif) }];
    }),
  ),
  ratioFermetures: ratioFermetures(decomptes["orion-2025"]),
  partColorations: partColorations(decomptes["orion-2025"]),
});

const ecrirePart = (part: string | null): string => (part === null ? "—" : ecrireTaux(part));

function enTexte(bilan: BilanExport, effectif: number, etat: Etat): string {
  const { lignes, retenues, ecartees, decomptes, avertissements } = bilan;
  const colonne = (texte: string | number) => (typeof texte === "number" ? ecrireNombre(texte) : texte).padStart(14);
  const rangee = (m: Methode) => {
    const d = decomptes[m];
    const cases = [d.ouvertes, d.fermees, d.colorees, d.transformees, ecrirePart(taux(d.transformees, effectif))];
    return `  ${m.padEnd(12)}${cases.map(colonne).join("")}   ${METHODES[m].resume}`;
  };
  return typographie(
    [
      `${accorder(lignes, "demande lue", "demandes lues")} : ${accorder(retenues, "retenue")}, ${accorder(ecartees.length, "écartée")}${etat === "valides" ? " (demandes validées seulement)" : ""}`,
      `Effectif : ${accorder(effectif, "élève")}, places occupées à la rentrée précédente`,
      "",
      `  ${"Méthode".padEnd(12)}${["Ouvertes", "Fermées", "Colorées", "Transformées", "Taux"].map(colonne).join("")}`,
      ...CODES_METHODE.map(rangee),
      "",
      `Ratio de fermetures : ${ecrirePart(ratioFermetures(decomptes["orion-2025"]))}`,
      `Part des colorations : ${ecrirePart(partColorations(decomptes["orion-2025"]))}`,
      ...(avertissements === 0 ? [] : [`${accorder(avertissements, "avertissement")} sur les lignes lues.`]),
      ...(ecartees.length === 0 ? [] : ["", "Lignes écartées :"]),
      ...ecartees.slice(0, ECARTEES_DITES).map(({ ligne, motif }) => `  ligne ${ligne} : ${motif}`),
      ...(ecartees.length > ECARTEES_DITES
        ? [`  et ${accorder(ecartees.length - ECARTEES_DITES, "autre")}, dans la sortie --json.`]
        : []),
    ].join("\n"),
  );
}

function lireEffectif(texte: string | undefined): number {
  if (texte === undefined)
    throw new ErreurUsage("Il manque une option : --effectif N, le nombre d’élèves à la rentrée précédente.");
  const effectif = lireEntier(texte);
  if (effectif === undefined)
    throw new ErreurUsage(`--effectif attend un nombre d’élèves, entier et positif : « ${texte} » n’en est pas un.`);
  return effectif;
}

function lireEtat(texte: string): Etat {
  const etat = ETATS.find((e) => e === texte);
  if (etat === undefined) throw new ErreurUsage(`--etat attend ${enumerer(ETATS)} : « ${texte} » n’est pas connu.`);
  return etat;
}

export const tauxCommande: Commande = {
  nom: "taux",
  resume: "calcule les taux de transformation d’un export d’Orion, par les quatre méthodes",
  aide: [
    "Usage : npm run --silent rigel -- taux EXPORT --effectif N [--etat tous|valides] [--json]",
    "",
    "Calcule les taux de transformation de la carte d’un export d’Orion, selon orion-2023, orion-2024, orion-2025 et igesr.",
    "",
    "  EXPORT       restitution ou recueil d’Orion, en CSV ou en XLSX",
    "  --effectif   places effectivement occupées à la rentrée précédente : le dénominateur",
    "  --etat       tous (par défaut) : toutes les demandes sauf brouillons, refusées et supprimées ; valides : les demandes validées",
    "  --json       écrit le résultat en JSON (docs/orion.md)",
    "  --help       affiche cette aide",
    "",
    "Codes de sortie : 0 taux calculés, 2 effectif nul (aucun taux), 64 fichier ou usage incorrect.",
  ].join("\n"),
  async executer(args, { out, err }) {
    const lus = lireArguments(
      args,
      { effectif: { type: "string" }, etat: { type: "string", default: "tous" }, json: { type: "boolean" } },
      ["EXPORT"],
    );
    const chemin = lus.arguments[0] as string;
    const effectif = lireEffectif(lus.options.effectif as string | undefined);
    const etat = lireEtat(lus.options.etat as string);
    let compte: Awaited<ReturnType<typeof compter>>;
    try {
      compte = await compter(chemin, etat);
    } catch (erreur) {
      if (erreur instanceof RefusFichier) throw new ErreurUsage(erreur.message);
      if (typeof (erreur as NodeJS.ErrnoException).syscall === "string") throw illisible(chemin, erreur);
      throw erreur;
    }
    const { bilan, inconnues } = compte;
    if (inconnues.length > 0)
      err(
        `${typographie(`Colonnes non comprises, laissées de côté : ${enumerer(inconnues.map((e) => `« ${e} »`))}.`)}\n`,
      );
    if (effectif === 0) err(`${typographie("Effectif nul : les places sont comptées, aucun taux ne se calcule.")}\n`);
    out(
      lus.options.json === true
        ? `${JSON.stringify(enJson(bilan, effectif), null, 2)}\n`
        : `${enTexte(bilan, effectif, etat)}\n`,
    );
    return effectif === 0 ? CODES.INDETERMINE : CODES.BON;
  },
};
