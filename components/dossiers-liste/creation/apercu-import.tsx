import Link from "next/link";
import type { ReactNode } from "react";
import { BadgeVerdictGlobal } from "@/components/dossier/badge-verdict";
import { accorder, ecrireEuros, enumerer } from "@/lib/domain/ecriture";
import { nomRegion } from "@/lib/domain/nomenclatures";
import type { Homonyme } from "@/lib/schemas/duplication";
import styles from "./creation.module.css";
import type { ApercuImport as Apercu } from "./lire-import";

const PARTENAIRES_MONTRES = 8;

/** What the file holds, before anything is created. */
export function ApercuImport({ apercu }: { apercu: Apercu }) {
  const { titre, acronyme, regime, regionAcademique, coutTotal, subvention, verdict, partenaires, contenu, pieces } =
    apercu;
  const autres = partenaires.length - PARTENAIRES_MONTRES;
  const noms = partenaires.slice(0, PARTENAIRES_MONTRES);
  const lignes: [string, ReactNode][] = [
    ["Titre", acronyme ? `${acronyme}, ${titre}` : titre],
    ["Région académique", regionAcademique ? nomRegion(regionAcademique) : "Non renseignée"],
    ["Régime", regime],
    ["Coût total", coutTotal === null ? "Non renseigné" : ecrireEuros(coutTotal)],
    ["Subvention demandée", subvention === null ? "Non renseignée" : ecrireEuros(subvention)],
    [
      `Partenaires (${partenaires.length})`,
      partenaires.length === 0 ? "Aucun" : enumerer(autres > 0 ? [...noms, accorder(autres, "autre")] : noms),
    ],
    ["Contenu", contenu.length === 0 ? "Rien d’autre" : enumerer(contenu)],
    ["Verdict", <BadgeVerdictGlobal key="verdict" verdict={verdict} petit />],
  ];
  return (
    <>
      <dl className={styles.lignes}>
        {lignes.map(([nom, valeur]) => (
          <div key={nom}>
            <dt>{nom}</dt>
            <dd>{valeur}</dd>
          </div>
        ))}
      </dl>
      {pieces > 0 ? (
        <p className="fr-message fr-message--info">
          {accorder(pieces, "pièce déclarée", "pièces déclarées")} : leurs fichiers ne sont pas dans l’export,
          joignez-les ensuite.
        </p>
      ) : null}
    </>
  );
}

/** Said, and nothing more: a second dossier of the same name may be wanted. */
export function Homonymes({ homonymes }: { homonymes: readonly Homonyme[] }) {
  if (homonymes.length === 0) return null;
  return (
    <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-2w">
      <p>
        Vous avez déjà {homonymes.length > 1 ? "des dossiers" : "un dossier"} de ce nom :{" "}
        {homonymes.map((h, i) => (
          <span key={h.id}>
            {i > 0 ? ", " : ""}
            <Link href={`/dossiers/${h.id}`} prefetch={false}>
              {h.nom}
            </Link>
          </span>
        ))}
        . L’import en créera un autre, à côté.
      </p>
    </div>
  );
}
