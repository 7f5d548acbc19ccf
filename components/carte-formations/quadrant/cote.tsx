import Link from "next/link";
import { Tableau } from "@/components/dsfr/tableau";
import { FRONTALIERES, MOTIFS_HORS, type MotifHors, SORTANTS_MIN } from "@/lib/domain/carte/quadrant";
import { accorder, enumerer } from "@/lib/domain/ecriture";
import type { VueQuadrants } from "@/lib/schemas/carte-quadrants";
import { COLONNES_COTE, lignesDifferentes, lignesMoyennes } from "./colonnes";
import styles from "./quadrant.module.css";

/** Formations shown beside the picture: the table has them all. */
const DIFFERENTES_MONTREES = 8;

/** How to read the picture: what « good » means, who moves, who is out, what the rates leave out. */
export function Cote({ vue }: { vue: VueQuadrants }) {
  const differentes = lignesDifferentes(vue);
  const frontiere = FRONTALIERES[vue.region];
  return (
    <div className={styles.cote}>
      <p>
        « Bon » veut dire : au moins la moyenne régionale du diplôme, voie scolaire, millésime {vue.millesime}.
        {vue.sources.length === 0 ? null : ` Source : ${enumerer(vue.sources)}.`}
      </p>
      <Tableau
        id="quadrant-moyennes"
        titre="Moyennes, et formations dont la position change au niveau national"
        lignes={[...lignesMoyennes(vue), ...differentes.slice(0, DIFFERENTES_MONTREES)]}
        cle={(l) => l.cle}
        colonnes={COLONNES_COTE}
      />
      {differentes.length > DIFFERENTES_MONTREES ? (
        <p className="fr-mt-1w fr-mb-0">
          {accorder(differentes.length, "formation change", "formations changent")} de quadrant au niveau national : le
          tableau les donne toutes.
        </p>
      ) : null}
      <HorsQuadrant vue={vue} />
      {frontiere === undefined ? null : (
        <p className={styles.remarque}>
          Région frontalière : les emplois {enumerer(frontiere.pays)} ne sont pas comptés (IGÉSR, préconisation 8).
        </p>
      )}
      <p className={styles.remarque}>
        Un quadrant informe, il ne décide pas. Un Q4 ne vaut pas fermeture (IGÉSR, préconisation 7).
      </p>
    </div>
  );
}

function HorsQuadrant({ vue: { horsQuadrant, formations } }: { vue: VueQuadrants }) {
  if (horsQuadrant.length === 0)
    return formations.length === 0 ? null : (
      <p className={styles.hors}>Aucune formation hors quadrant : tous les taux sont publiés.</p>
    );
  const parMotif = (motif: MotifHors) => horsQuadrant.filter((f) => f.regionale?.motif === motif).length;
  const [effectif, absent] = [parMotif("effectif"), parMotif("taux_absent")];
  const pourquoi =
    absent === 0
      ? MOTIFS_HORS.effectif
      : effectif === 0
        ? MOTIFS_HORS.taux_absent
        : `${effectif} de moins de ${SORTANTS_MIN} sortants, ${absent} dont un taux n’est pas publié`;
  return (
    <details className={styles.hors}>
      <summary>
        <strong>{accorder(horsQuadrant.length, "formation", "formations")} hors quadrant :</strong> {pourquoi}. Les voir
      </summary>
      <ul>
        {horsQuadrant.map((f) => (
          <li key={f.cfd}>
            <Link href={`/carte/formations/${f.cfd}`}>{f.libelle}</Link>
            {f.regionale?.motif ? ` : ${MOTIFS_HORS[f.regionale.motif]}` : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
