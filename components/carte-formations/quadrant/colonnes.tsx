import Link from "next/link";
import type { Colonne } from "@/components/dsfr/tableau";
import { ecrireCentiemes, type Moyennes, type Position, SORTANTS_MIN } from "@/lib/domain/carte/quadrant";
import { ecrireDate, ecrireNombre } from "@/lib/domain/ecriture";
import type { FormationPlacee, VueQuadrants } from "@/lib/schemas/carte-quadrants";

export type LigneQuadrant = {
  cle: string;
  nom: string;
  /** Of a formation: null for a mean. */
  cfd: string | null;
  poursuite: number | null;
  emploi: number | null;
  devenir: number | null;
  sortants: number | null;
  ouverteApres: string | null;
  regionale: Position | null;
  nationale: Position | null;
};

const ligne = (f: FormationPlacee): LigneQuadrant => ({ ...f, cle: f.cfd, nom: f.libelle });

const deMoyenne = (cle: string, nom: string, m: Moyennes | null): LigneQuadrant => ({
  cle,
  nom,
  cfd: null,
  poursuite: m?.poursuite ?? null,
  emploi: m?.emploi ?? null,
  devenir: null,
  sortants: null,
  ouverteApres: null,
  regionale: null,
  nationale: null,
});

export const lignesMoyennes = ({ moyennes }: VueQuadrants): LigneQuadrant[] => [
  deMoyenne("moyenne-regionale", "Moyenne régionale", moyennes.regionale),
  deMoyenne("moyenne-nationale", "Moyenne nationale", moyennes.nationale),
];

/** Means, then every formation by name, hors quadrant last. */
export const lignesToutes = (vue: VueQuadrants): LigneQuadrant[] => [
  ...lignesMoyennes(vue),
  ...vue.formations.map(ligne),
  ...vue.horsQuadrant.map(ligne),
];

export const lignesDifferentes = (vue: VueQuadrants): LigneQuadrant[] =>
  vue.formations.filter((f) => f.differe).map(ligne);

/** Without a link when the nomenclature does not know the formation: there is no page of it. */
const Nom = ({ ligne: { cfd, nom, ouverteApres } }: { ligne: LigneQuadrant }) => (
  <>
    {cfd === null || nom === cfd ? nom : <Link href={`/carte/formations/${cfd}`}>{nom}</Link>}
    {ouverteApres === null ? null : (
      <span className="fr-hint-text">Taux du diplôme précédent : celui-ci ouvre le {ecrireDate(ouverteApres)}.</span>
    )}
  </>
);

const ecrirePosition = (p: Position | null): string => (p === null ? "—" : p.quadrant);

const NOM: Colonne<LigneQuadrant> = {
  cle: "nom",
  nom: "Formation",
  entete: true,
  contenu: (l) => <Nom ligne={l} />,
};
const POURSUITE: Colonne<LigneQuadrant> = {
  cle: "poursuite",
  nom: "Poursuite",
  aDroite: true,
  court: true,
  contenu: (l) => ecrireCentiemes(l.poursuite),
};
const EMPLOI: Colonne<LigneQuadrant> = {
  cle: "emploi",
  nom: "Emploi",
  aDroite: true,
  court: true,
  contenu: (l) => ecrireCentiemes(l.emploi),
};
const REGION: Colonne<LigneQuadrant> = { cle: "region", nom: "Région", contenu: (l) => ecrirePosition(l.regionale) };
const FRANCE: Colonne<LigneQuadrant> = { cle: "france", nom: "France", contenu: (l) => ecrirePosition(l.nationale) };

export const COLONNES_COTE = [NOM, POURSUITE, EMPLOI, REGION, FRANCE];

export const COLONNES: Colonne<LigneQuadrant>[] = [
  NOM,
  POURSUITE,
  EMPLOI,
  { cle: "devenir", nom: "Devenir favorable", aDroite: true, court: true, contenu: (l) => ecrireCentiemes(l.devenir) },
  {
    cle: "sortants",
    nom: "Sortants",
    aDroite: true,
    court: true,
    contenu: (l) =>
      l.sortants === null ? "—" : l.sortants < SORTANTS_MIN ? `<\u00a0${SORTANTS_MIN}` : ecrireNombre(l.sortants),
  },
  REGION,
  FRANCE,
];
