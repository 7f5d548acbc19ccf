import Link from "next/link";
import { nomVerdictGlobal } from "@/lib/domain/ecriture";
import { CODES_ETAT, nomEtat } from "@/lib/domain/etats";
import { FILIERES, nomRegion, REGIMES, REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import type { FiltresListe } from "@/lib/schemas/filtres";
import { adresse, CLES_FILTRES, filtree, sansFiltre, triee } from "./adresse";
import styles from "./liste.module.css";
import { REGIMES_COURTS } from "./vue";

type Choix = {
  nom: "region" | "regime" | "etat" | "verdict" | "filiere";
  libelle: string;
  tous: string;
  options: readonly { code: string; nom: string }[];
};

const CHOIX: readonly Choix[] = [
  {
    nom: "region",
    libelle: "Région académique",
    tous: "Toutes",
    options: REGIONS_ACADEMIQUES,
  },
  {
    nom: "regime",
    libelle: "Régime",
    tous: "Tous",
    options: REGIMES.codes.map((code) => ({ code, nom: REGIMES_COURTS[code] })),
  },
  {
    nom: "etat",
    libelle: "État",
    tous: "Tous",
    options: CODES_ETAT.map((code) => ({ code, nom: nomEtat(code) })),
  },
  {
    nom: "verdict",
    libelle: "Verdict",
    tous: "Tous",
    options: (["eligible", "indetermine", "non_eligible"] as const).map((code) => ({
      code,
      nom: nomVerdictGlobal(code),
    })),
  },
  {
    nom: "filiere",
    libelle: "Filière",
    tous: "Toutes",
    options: FILIERES.codes.map((code) => ({ code, nom: FILIERES.libelles[code] })),
  },
];

/** A plain GET form: it works without JavaScript, and its answer is an address one can send to a colleague. */
export function FormulaireFiltres({
  chemin,
  valeurs,
  avecRegion,
}: {
  chemin: string;
  valeurs: FiltresListe;
  avecRegion: boolean;
}) {
  return (
    // The key gives fresh default values when the address changes by a link (a tag removed, « Tout effacer »).
    <form key={adresse(chemin, valeurs)} action={chemin} method="get" className={styles.filtres}>
      <search className={styles.champs}>
        <div className={`fr-input-group ${styles.recherche}`}>
          <label className="fr-label" htmlFor="liste-q">
            Chercher un dossier, un établissement
          </label>
          <input
            className="fr-input"
            type="search"
            id="liste-q"
            name="q"
            defaultValue={valeurs.q}
            placeholder="Acronyme, titre, UAI"
          />
        </div>
        {CHOIX.filter((c) => avecRegion || c.nom !== "region").map((c) => (
          <div className="fr-select-group" key={c.nom}>
            <label className="fr-label" htmlFor={`liste-${c.nom}`}>
              {c.libelle}
            </label>
            <select className="fr-select" id={`liste-${c.nom}`} name={c.nom} defaultValue={valeurs[c.nom]}>
              <option value="">{c.tous}</option>
              {c.options.map((o) => (
                <option key={o.code} value={o.code}>
                  {o.nom}
                </option>
              ))}
            </select>
          </div>
        ))}
        {triee(valeurs) ? (
          <>
            <input type="hidden" name="tri" value={valeurs.tri} />
            <input type="hidden" name="sens" value={valeurs.sens} />
          </>
        ) : null}
        <button type="submit" className={`fr-btn fr-btn--secondary ${styles.filtrer}`}>
          Filtrer
        </button>
      </search>
    </form>
  );
}

/** Active filters, each a link to the same list without it. */
export function EtiquettesFiltres({ chemin, valeurs }: { chemin: string; valeurs: FiltresListe }) {
  if (!filtree(valeurs)) return null;
  const noms: Record<(typeof CLES_FILTRES)[number], string> = {
    q: `Recherche : « ${valeurs.q} »`,
    region: nomRegion(valeurs.region),
    regime: valeurs.regime ? `Régime : ${REGIMES_COURTS[valeurs.regime]}` : "",
    etat: valeurs.etat ? `État : ${nomEtat(valeurs.etat).toLocaleLowerCase("fr")}` : "",
    verdict: valeurs.verdict ? `Verdict : ${nomVerdictGlobal(valeurs.verdict).toLocaleLowerCase("fr")}` : "",
    filiere: valeurs.filiere ? FILIERES.libelles[valeurs.filiere] : "",
  };
  return (
    <div className={styles.etiquettes}>
      <ul className={`fr-tags-group fr-tags-group--sm ${styles.groupe}`} aria-label="Filtres actifs">
        {CLES_FILTRES.filter((cle) => valeurs[cle] !== "").map((cle) => (
          <li key={cle}>
            <Link href={adresse(chemin, valeurs, { [cle]: "" })} className="fr-tag fr-tag--sm fr-tag--dismiss">
              <span className="fr-sr-only">Retirer le filtre </span>
              {noms[cle]}
            </Link>
          </li>
        ))}
      </ul>
      <Link href={adresse(chemin, sansFiltre(valeurs))} className={`fr-link fr-link--sm ${styles.effacer}`}>
        Tout effacer
      </Link>
    </div>
  );
}
