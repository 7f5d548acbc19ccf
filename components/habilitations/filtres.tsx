import Link from "next/link";
import { CODES_ROLE } from "@/lib/domain/habilitations";
import { REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import { nomRole } from "@/lib/domain/roles";
import { filtree } from "./adresse";
import styles from "./habilitations.module.css";

type Valeurs = { q: string; role: string; region: string; etat: string };

/** A plain GET form: it works without JavaScript, and its answer is an address one can send to a colleague. */
export function FiltresAcces({
  chemin,
  valeurs,
  etats,
  tousEtats,
  avecRegion,
  caches = {},
}: {
  chemin: string;
  valeurs: Valeurs;
  etats: readonly { code: string; nom: string }[];
  /** What the empty state means in this list. */
  tousEtats: string;
  avecRegion: boolean;
  /** Sort kept by the form. */
  caches?: Readonly<Record<string, string>>;
}) {
  const choix = [
    { nom: "role", libelle: "Rôle", tous: "Tous", options: CODES_ROLE.map((code) => ({ code, nom: nomRole(code) })) },
    ...(avecRegion
      ? [{ nom: "region", libelle: "Région académique", tous: "Toutes", options: REGIONS_ACADEMIQUES }]
      : []),
    { nom: "etat", libelle: "État", tous: tousEtats, options: etats },
  ] as const;
  return (
    // The key gives fresh default values when the address changes by a link.
    <form key={JSON.stringify(valeurs)} action={chemin} method="get">
      <search className={styles.champs}>
        <div className="fr-input-group">
          <label className="fr-label" htmlFor="acces-q">
            Chercher une personne
          </label>
          <input
            className="fr-input"
            type="search"
            id="acces-q"
            name="q"
            defaultValue={valeurs.q}
            placeholder="Nom, organisation, adresse"
          />
        </div>
        {choix.map((c) => (
          <div className="fr-select-group" key={c.nom}>
            <label className="fr-label" htmlFor={`acces-${c.nom}`}>
              {c.libelle}
            </label>
            <select
              className="fr-select"
              id={`acces-${c.nom}`}
              name={c.nom}
              defaultValue={valeurs[c.nom as keyof Valeurs]}
            >
              <option value="">{c.tous}</option>
              {c.options.map((o) => (
                <option key={o.code} value={o.code}>
                  {o.nom}
                </option>
              ))}
            </select>
          </div>
        ))}
        {Object.entries(caches).map(([nom, valeur]) => (
          <input key={nom} type="hidden" name={nom} value={valeur} />
        ))}
        <button type="submit" className="fr-btn fr-btn--secondary">
          Filtrer
        </button>
      </search>
      {filtree(valeurs) ? (
        <p className="fr-mb-2w">
          <Link className="fr-link fr-link--sm" href={chemin}>
            Tout effacer
          </Link>
        </p>
      ) : null}
    </form>
  );
}
