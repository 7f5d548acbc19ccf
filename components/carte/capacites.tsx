"use client";
import { useChampSaisi, useValeur } from "@/components/dossier/champ-saisi";
import { useOutilsLigne } from "@/components/dossier/outils-champ-ligne";
import type { Complement } from "@/components/dsfr/champ-cadre";
import { ChampNombre } from "@/components/dsfr/champ-nombre";
import styles from "./carte.module.css";

const LIGNES = [
  { champ: "scolaire", nom: "Voie scolaire" },
  { champ: "scolaireColoree", nom: "dont colorées", de: "Voie scolaire, dont colorées" },
  { champ: "apprentissage", nom: "Apprentissage" },
  { champ: "apprentissageColoree", nom: "dont colorées", de: "Apprentissage, dont colorées" },
] as const;

const OUVERTURES = new Set<unknown>(["ouverture_nette", "ouverture_compensation"]);

/** Four capacities, today and tomorrow. Each row bears the id findings name; its two inputs add their rank. */
export function Capacites({ rang, dit }: { rang: number; dit: (champ: string) => Complement[] }) {
  return (
    <div className={styles.capacites}>
      <table className={styles.tableau}>
        <caption>Places</caption>
        <thead>
          <tr>
            <th scope="col">Voie</th>
            <th scope="col">Actuelles</th>
            <th scope="col">Futures</th>
            <th scope="col">
              <span className="fr-sr-only">Outils</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {LIGNES.map((l) => (
            <Capacite
              key={l.champ}
              rang={rang}
              champ={l.champ}
              nom={l.nom}
              nomLong={"de" in l ? l.de : l.nom}
              dit={dit(l.champ)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Capacite({
  rang,
  champ,
  nom,
  nomLong,
  dit,
}: {
  rang: number;
  champ: (typeof LIGNES)[number]["champ"];
  nom: string;
  nomLong: string;
  dit: Complement[];
}) {
  const paire = useChampSaisi("transformations", "transformations", rang, champ);
  const actuelle = useChampSaisi("transformations", "transformations", rang, champ, 0);
  const future = useChampSaisi("transformations", "transformations", rang, champ, 1);
  const outils = useOutilsLigne({
    section: "transformations",
    ligne: `transformations.${rang}.${champ}`,
    nom: `places, ${nomLong}`,
    champs: [{ chemin: `transformations.${rang}.${champ}`, nom: nomLong }],
    colonnes: 4,
  });
  const type = useValeur("transformations", "transformations", rang, "type");
  const [a, f]: readonly unknown[] = Array.isArray(paire.valeur) ? paire.valeur : [null, null];
  const vide = (v: unknown) => v === null || v === undefined || v === "";
  const poser = (avant: unknown, apres: unknown) =>
    paire.surChangement(vide(avant) && vide(apres) ? null : [vide(avant) ? null : avant, vide(apres) ? null : apres]);
  const messages = [...dit, ...paire.complements];
  const decrit = [...(paire.erreur ? [`${paire.id}-faute`] : []), ...messages.map((c) => c.id)];
  // The pair is wrong as a whole (one half missing): said when the row is left, not while its second half is awaited.
  const sortie = (avant: unknown, apres: unknown) => {
    if (vide(avant) !== vide(apres)) paire.surSortie();
  };
  return (
    <>
      <tr id={paire.id} tabIndex={-1}>
        <th scope="row" className={nom === nomLong ? undefined : styles.retrait}>
          {nom}
        </th>
        <td>
          <ChampNombre
            {...actuelle}
            valeur={a}
            libelle={`${nomLong}, places actuelles`}
            libelleMasque
            complements={undefined}
            decritAussi={decrit}
            surChangement={(v) => poser(v, f)}
            surSortie={() => actuelle.surSortie()}
          />
        </td>
        <td>
          <ChampNombre
            {...future}
            valeur={f}
            libelle={`${nomLong}, places futures`}
            libelleMasque
            complements={undefined}
            decritAussi={decrit}
            // An opening starts from nothing: its « 0 » need not be typed.
            surChangement={(v) => poser(vide(a) && OUVERTURES.has(type) && !vide(v) ? 0 : a, v)}
            surSortie={() => {
              future.surSortie();
              sortie(a, f);
            }}
          />
        </td>
        <td className={styles.outils}>{outils.bouton}</td>
      </tr>
      {outils.rangee}
      {paire.erreur || messages.length > 0 ? (
        <tr>
          <td colSpan={4} className={styles.messages}>
            {paire.erreur ? (
              <p className="fr-message fr-message--error" id={`${paire.id}-faute`}>
                {paire.erreur}
              </p>
            ) : null}
            {messages.map((c) => (
              <div key={c.id} id={c.id}>
                {c.contenu}
              </div>
            ))}
          </td>
        </tr>
      ) : null}
    </>
  );
}
