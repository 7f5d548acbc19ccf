import Link from "next/link";
import { STATUTS, TYPES_DEMANDE } from "@/lib/domain/carte/methodes";
import { nomRegion, REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import {
  CHEMIN_DEMANDES,
  CLES_FILTRES_CARTE,
  type CleFiltreCarte,
  type FiltresCarte,
} from "@/lib/schemas/carte-filtres";
import { FormulaireAdresse } from "../formulaire-adresse";
import { adresse, CLES_FIGURE, filtree, triee } from "./adresse";
import styles from "./demandes.module.css";
import { enTete, NIVEAUX_CARTE, type Noms, nomFiltre, VOIES } from "./noms";

type Option = { code: string; nom: string };
type Choix = { nom: CleFiltreCarte; libelle: string; tous: string; options: readonly Option[] };

export type Reperes = Noms & {
  /** Of the demands that this person may read. */
  rentrees: readonly number[];
  regions: readonly string[];
  filieres: readonly string[];
};

const COURANTS: readonly CleFiltreCarte[] = ["region", "academie", "rentree", "type", "statut"];

function choix({ rentrees, regions, academies, filieres }: Reperes): Choix[] {
  const tels = (valeurs: readonly string[]): Option[] => valeurs.map((v) => ({ code: v, nom: enTete(v) }));
  return [
    {
      ...{ nom: "region", libelle: "Région académique", tous: "Toutes" },
      options: REGIONS_ACADEMIQUES.filter((r) => regions.includes(r.code)),
    },
    { nom: "academie", libelle: "Académie", tous: "Toutes", options: academies },
    {
      ...{ nom: "rentree", libelle: "Rentrée", tous: "Toutes" },
      options: rentrees.map((r) => ({ code: String(r), nom: String(r) })),
    },
    {
      ...{ nom: "type", libelle: "Type de demande", tous: "Tous" },
      options: Object.entries(TYPES_DEMANDE).map(([code, nom]) => ({ code, nom })),
    },
    { nom: "statut", libelle: "Statut", tous: "Tous", options: tels(STATUTS) },
    { nom: "niveau", libelle: "Niveau", tous: "Tous", options: NIVEAUX_CARTE },
    { nom: "voie", libelle: "Voie", tous: "Les deux", options: VOIES },
    {
      ...{ nom: "quadrant", libelle: "Quadrant", tous: "Tous" },
      options: ["Q1", "Q2", "Q3", "Q4", "HQ"].map((q) => ({ code: q, nom: q === "HQ" ? "Hors quadrant" : q })),
    },
    {
      ...{ nom: "cma", libelle: "AMI CMA", tous: "Toutes" },
      options: [
        { code: "oui", nom: "Au titre de l’AMI CMA" },
        { code: "non", nom: "Hors AMI CMA" },
      ],
    },
    { nom: "filiere", libelle: "Filière de campus", tous: "Toutes", options: tels(filieres) },
    {
      ...{ nom: "cmq", libelle: "Campus (CMQ)", tous: "Tous" },
      options: [
        { code: "oui", nom: "Un campus est nommé" },
        { code: "non", nom: "Aucun campus" },
      ],
    },
  ];
}

/** A GET form: it works without JavaScript, and its answer is an address one can send to a colleague. */
export function FormulaireDemandes({ valeurs, reperes }: { valeurs: FiltresCarte; reperes: Reperes }) {
  // A choice of one says nothing; what the address asks for stays in the form all the same.
  const utiles = choix(reperes)
    .map((c) => avecValeur(c, valeurs[c.nom]))
    .filter((c) => c.options.length > 1 || valeurs[c.nom] !== "");
  const montres = new Set<CleFiltreCarte>(["q", ...utiles.map((c) => c.nom)]);
  const autres = utiles.filter((c) => !COURANTS.includes(c.nom));
  return (
    <search>
      <FormulaireAdresse
        cle={adresse(valeurs)}
        action={CHEMIN_DEMANDES}
        className={styles.champs}
        bouton="Filtrer"
        champs={
          <>
            <div className={`fr-input-group ${styles.recherche}`}>
              <label className="fr-label" htmlFor="demandes-q">
                Chercher une demande
              </label>
              <input
                className="fr-input"
                type="search"
                id="demandes-q"
                name="q"
                defaultValue={valeurs.q}
                placeholder="Numéro, formation, établissement, UAI"
              />
            </div>
            {utiles
              .filter((c) => COURANTS.includes(c.nom))
              .map((c) => (
                <ChampFiltre key={c.nom} choix={c} valeur={valeurs[c.nom]} />
              ))}
          </>
        }
        suite={
          <>
            <details className={styles.autres} open={autres.some((c) => valeurs[c.nom] !== "")}>
              <summary>Autres filtres</summary>
              <div className={styles.champs}>
                {autres.map((c) => (
                  <ChampFiltre key={c.nom} choix={c} valeur={valeurs[c.nom]} />
                ))}
              </div>
            </details>
            {CLES_FILTRES_CARTE.filter((cle) => !montres.has(cle) && valeurs[cle] !== "").map((cle) => (
              <input key={cle} type="hidden" name={cle} value={valeurs[cle]} />
            ))}
            {triee(valeurs) ? (
              <>
                <input type="hidden" name="tri" value={valeurs.tri} />
                <input type="hidden" name="sens" value={valeurs.sens} />
              </>
            ) : null}
          </>
        }
      />
    </search>
  );
}

const avecValeur = (c: Choix, valeur: string): Choix =>
  valeur === "" || c.options.some((o) => o.code === valeur)
    ? c
    : { ...c, options: [...c.options, { code: valeur, nom: c.nom === "region" ? nomRegion(valeur) : valeur }] };

function ChampFiltre({ choix: { nom, libelle, tous, options }, valeur }: { choix: Choix; valeur: string }) {
  return (
    <div className="fr-select-group">
      <label className="fr-label" htmlFor={`demandes-${nom}`}>
        {libelle}
      </label>
      <select className="fr-select" id={`demandes-${nom}`} name={nom} defaultValue={valeur}>
        <option value="">{tous}</option>
        {options.map((o) => (
          <option key={o.code} value={o.code}>
            {o.nom}
          </option>
        ))}
      </select>
    </div>
  );
}

const SANS_FIGURE = { methode: "", base: "", compte: "" } as const;

/** Active filters, each a link to the same list without it. */
export function EtiquettesDemandes({ valeurs, noms }: { valeurs: FiltresCarte; noms: Noms }) {
  if (!filtree(valeurs)) return null;
  const seuls = CLES_FILTRES_CARTE.filter(
    (cle) => cle === "methode" || !(CLES_FIGURE as readonly string[]).includes(cle),
  );
  return (
    <div className={styles.etiquettes}>
      <ul className="fr-tags-group fr-tags-group--sm" aria-label="Filtres actifs">
        {seuls
          .filter((cle) => valeurs[cle] !== "")
          .map((cle) => (
            <li key={cle}>
              <Link
                href={adresse(valeurs, cle === "methode" ? SANS_FIGURE : { [cle]: "" })}
                className="fr-tag fr-tag--sm fr-tag--dismiss"
              >
                <span className="fr-sr-only">Retirer le filtre </span>
                {nomFiltre(cle, valeurs, noms)}
              </Link>
            </li>
          ))}
      </ul>
      <Link href={CHEMIN_DEMANDES} className="fr-link fr-link--sm">
        Tout effacer
      </Link>
    </div>
  );
}
