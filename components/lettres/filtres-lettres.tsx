import type { CodeRegistre } from "@/lib/domain/registre-lettres";
import styles from "./lettres.module.css";

export type Filtre = CodeRegistre | "toutes";

/** The states that some letter has, with how many; the one shown stays even when nothing is left in it. */
export function FiltresLettres({
  filtre,
  comptes,
  toutes,
  nom,
  surFiltre,
}: {
  filtre: Filtre;
  comptes: readonly (readonly [CodeRegistre, number])[];
  toutes: number;
  /** The state in words. */
  nom: (code: CodeRegistre) => string;
  surFiltre: (filtre: Filtre) => void;
}) {
  const choix: (readonly [Filtre, string])[] = [
    ["toutes", `Attendues (${toutes})`],
    ...comptes
      .filter(([code, n]) => n > 0 || filtre === code)
      .map(([code, n]) => [code, `${nom(code)} (${n})`] as const),
  ];
  return (
    <ul className={styles.filtres} aria-label="Filtrer par état">
      {choix.map(([code, mots]) => (
        <li key={code}>
          <button type="button" className="fr-tag" aria-pressed={filtre === code} onClick={() => surFiltre(code)}>
            {mots}
          </button>
        </li>
      ))}
    </ul>
  );
}
