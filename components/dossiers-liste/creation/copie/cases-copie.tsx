import { ChampChoix } from "@/components/dsfr/champ-choix";
import {
  type ChoixCopie,
  CODES_PARTIE,
  CODES_VALEURS,
  ecrireContenu,
  PARTIES,
  type Partie,
  VALEURS,
  type Valeurs,
} from "@/lib/domain/duplication";
import styles from "./copie.module.css";

type Props = { choix: ChoixCopie; surChangement: (choix: ChoixCopie) => void };

function Case({
  id,
  coche,
  libelle,
  aide,
  inactive,
  surChangement,
}: {
  id: string;
  coche: boolean;
  libelle: string;
  aide: string;
  inactive?: boolean;
  surChangement: (coche: boolean) => void;
}) {
  return (
    <div className="fr-fieldset__element">
      <div className="fr-checkbox-group">
        <input
          type="checkbox"
          id={id}
          checked={coche}
          disabled={inactive}
          aria-describedby={`${id}-aide`}
          onChange={(e) => surChangement(e.target.checked)}
        />
        <label className="fr-label" htmlFor={id}>
          {libelle}
          <span className="fr-hint-text" id={`${id}-aide`}>
            {aide}
          </span>
        </label>
      </div>
    </div>
  );
}

const basculer = <T,>(liste: readonly T[], element: T, dedans: boolean): T[] =>
  dedans ? [...liste, element] : liste.filter((x) => x !== element);

/** The parts, each with how much of it the dossier holds; an empty one cannot be ticked. */
export function CasesParties({ contenu, choix, surChangement }: Props & { contenu: Record<Partie, number> }) {
  const pleines = CODES_PARTIE.filter((p) => contenu[p] > 0);
  return (
    <fieldset className="fr-fieldset" aria-labelledby="copie-parties">
      <legend className="fr-fieldset__legend" id="copie-parties">
        Ce qui est copié
      </legend>
      <div className={`fr-fieldset__element ${styles.tout}`}>
        <button
          type="button"
          className="fr-btn fr-btn--tertiary fr-btn--sm"
          onClick={() => surChangement({ ...choix, parties: pleines })}
        >
          Tout cocher
        </button>
        <button
          type="button"
          className="fr-btn fr-btn--tertiary fr-btn--sm"
          onClick={() => surChangement({ ...choix, parties: [] })}
        >
          Tout décocher
        </button>
      </div>
      <div className={styles.cases}>
        {CODES_PARTIE.map((p) => (
          <Case
            key={p}
            id={`copie-partie-${p}`}
            libelle={PARTIES[p]}
            aide={contenu[p] === 0 ? "Rien à copier" : ecrireContenu(p, contenu[p])}
            coche={choix.parties.includes(p)}
            inactive={contenu[p] === 0}
            surChangement={(dedans) => surChangement({ ...choix, parties: basculer(choix.parties, p, dedans) })}
          />
        ))}
      </div>
    </fieldset>
  );
}

const AIDES: Record<Valeurs, string> = {
  montants: "Budget, plan de financement, répartition. Sans eux, les lignes d’un même poste n’en font qu’une.",
  lettres: "Montant et date de signature des lettres, cases « engagé ». Une lettre vaut pour le projet qu’elle nomme.",
  dates:
    "Premier jour, dépôt prévu, années du budget, rentrées, cibles. Sans elles, les années sont à choisir à nouveau.",
};
const DECALAGES = [
  { valeur: "0", libelle: "Garder les mêmes années" },
  ...[1, 2, 3, 4, 5].map((n) => ({ valeur: String(n), libelle: `Décaler de ${n} ${n > 1 ? "ans" : "an"}` })),
];

/** Not copied unless asked for: they belong to the project they were written for. */
export function CasesValeurs({ choix, surChangement, fauteDecalage }: Props & { fauteDecalage: string | undefined }) {
  return (
    <fieldset className="fr-fieldset" aria-labelledby="copie-valeurs">
      <legend className="fr-fieldset__legend" id="copie-valeurs">
        Copier aussi
        <span className="fr-hint-text">Rien de cela n’est copié si vous ne le demandez pas.</span>
      </legend>
      {CODES_VALEURS.map((v) => (
        <Case
          key={v}
          id={`copie-valeur-${v}`}
          libelle={VALEURS[v]}
          aide={AIDES[v]}
          coche={choix.valeurs.includes(v)}
          surChangement={(dedans) =>
            surChangement({
              ...choix,
              valeurs: basculer(choix.valeurs, v, dedans),
              decalage: v === "dates" && !dedans ? 0 : choix.decalage,
            })
          }
        />
      ))}
      {choix.valeurs.includes("dates") ? (
        <div className="fr-fieldset__element">
          <ChampChoix
            id="copie-decalage"
            libelle="Années"
            aide="La date du diagnostic et celle des lettres ne bougent pas : ce sont des faits."
            options={DECALAGES}
            valeur={String(choix.decalage)}
            surChangement={(d) => surChangement({ ...choix, decalage: Number(d) })}
            erreur={fauteDecalage}
          />
        </div>
      ) : null}
    </fieldset>
  );
}
