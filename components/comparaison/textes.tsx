import type { SectionComparee, TexteCompare } from "@/lib/domain/comparaison/champs";
import { SECTIONS } from "@/lib/domain/sections";
import { texteNu } from "@/lib/domain/texte-riche";
import styles from "./comparaison.module.css";
import { nommerChamp } from "./nommer-champ";
import type { Fragment, TextesCompares } from "./vue";

/** What stays of a long stretch that does not change, at each of its ends, in characters. */
const CONTEXTE = 160;

/** Long texts, one beside the other; below each other on a narrow screen. */
export function Textes({
  sections,
  textes,
  noms,
  de,
  a,
  tout,
}: {
  sections: readonly SectionComparee[];
  noms: ReadonlyMap<string, string>;
  textes: TextesCompares;
  de: string;
  a: string;
  tout: boolean;
}) {
  const lignes = sections.flatMap((s) => [
    ...s.textes.map((t) => ({ s, t, change: true })),
    ...(tout ? s.identiques.map((t) => ({ s, t, change: false })) : []),
  ]);
  if (lignes.length === 0) return <p>{tout ? "Aucun texte n’est écrit." : "Aucun texte ne change."}</p>;
  return lignes.map(({ s, t, change }) => (
    <section key={t.adresse} className={styles.texte} aria-labelledby={`texte-${t.adresse}`}>
      <h3 id={`texte-${t.adresse}`}>
        {nommerChamp(s, t.adresse, noms)}
        <span className={styles.rubrique}> {SECTIONS.find((x) => x.code === s.section)?.nom}</span>
      </h3>
      {change ? (
        <div className={styles.cotes}>
          {textes.get(t.adresse)?.miseEnForme ? (
            <p className={styles.miseEnForme}>Seule la mise en forme change : titres, listes, gras ou liens.</p>
          ) : null}
          {textes.get(t.adresse)?.fragments === null ? (
            <p className={styles.miseEnForme}>
              Les deux textes sont montrés côte à côte, sans marquer les mots qui changent : leur comparaison prendrait
              trop de temps.
            </p>
          ) : null}
          <Cote nom={de} texte={t.avant} fragments={textes.get(t.adresse)?.fragments} cache="ajoute" entier={tout} />
          <Cote nom={a} texte={t.apres} fragments={textes.get(t.adresse)?.fragments} cache="supprime" entier={tout} />
        </div>
      ) : (
        <Identique texte={t} />
      )}
    </section>
  ));
}

const Identique = ({ texte }: { texte: TexteCompare }) => (
  <>
    <p className={styles.discret}>Inchangé.</p>
    <div className={styles.prose}>{texteNu(texte.apres ?? "")}</div>
  </>
);

function Cote({
  nom,
  texte,
  fragments,
  cache,
  entier,
}: {
  nom: string;
  texte: string | null;
  /** null: the text as it is, without marks. */
  fragments: readonly Fragment[] | null | undefined;
  cache: "ajoute" | "supprime";
  entier: boolean;
}) {
  const montres = (fragments ?? []).filter((f) => f.genre !== cache);
  let place = 0;
  return (
    <div className={styles.cote}>
      <p className={styles.coteNom}>{nom}</p>
      {texte === null ? (
        <p className={styles.discret}>L’équipe n’a rien écrit ici.</p>
      ) : fragments === null ? (
        <div className={styles.prose}>{texteNu(texte)}</div>
      ) : (
        <div className={styles.prose}>
          {montres.map((f, i) => {
            const cle = place;
            place += f.texte.length;
            return (
              <Morceau key={cle} fragment={f} entier={entier} premier={i === 0} dernier={i === montres.length - 1} />
            );
          })}
        </div>
      )}
    </div>
  );
}

function Morceau({
  fragment: { genre, texte },
  entier,
  premier,
  dernier,
}: {
  fragment: Fragment;
  entier: boolean;
  premier: boolean;
  dernier: boolean;
}) {
  if (genre === "ajoute")
    return (
      <ins className={styles.ajoute}>
        <span className="fr-sr-only">Ajouté : </span>
        {texte}
      </ins>
    );
  if (genre === "supprime")
    return (
      <del className={styles.supprime}>
        <span className="fr-sr-only">Supprimé : </span>
        {texte}
      </del>
    );
  return entier ? texte : resserrer(texte, premier, dernier);
}

/** Only what surrounds a change is read; what is left out is said. */
function resserrer(texte: string, premier: boolean, dernier: boolean): string {
  if (texte.length <= 2 * CONTEXTE + 40) return texte;
  const debut = premier ? "" : couper(texte.slice(0, CONTEXTE), /\s\S*$/);
  const fin = dernier ? "" : couper(texte.slice(-CONTEXTE), /^\S*\s/);
  return `${debut}${premier ? "" : " "}[…]${dernier ? "" : " "}${fin}`;
}
/** Never in the middle of a word, if there is a space to cut at. */
const couper = (texte: string, bout: RegExp): string => texte.replace(bout, "");
