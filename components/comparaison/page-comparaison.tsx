import Link from "next/link";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { resumer } from "@/lib/domain/comparaison";
import { AXES } from "@/lib/domain/comparaison/montants";
import { adresseComparaison } from "@/lib/schemas/comparaison";
import { AutresChangements, Pieces } from "./autres-changements";
import { Chiffres } from "./chiffres";
import { Choix } from "./choix";
import styles from "./comparaison.module.css";
import "./impression.css";
import { Textes } from "./textes";
import { NOMS_AXE, VueVentilation } from "./ventilation";
import { Verdicts, versChampDe } from "./verdicts";
import { Volets } from "./volets";
import { nomCourt, nomLong, type VueComparaison } from "./vue";

/** Two versions of a dossier: what changed in a sentence, then figures, euros, verdicts, texts, and all the rest. */
export function PageComparaison({ vue }: { vue: VueComparaison }) {
  const { dossierId, nom, ouvert, points, comparaison } = vue;
  const retour = ouvert ? `/dossiers/${dossierId}` : `/versions?dossier=${dossierId}`;
  return (
    <div className="rg-comparaison">
      <FilAriane
        chemin={[
          { href: "/dossiers", texte: "Dossiers" },
          { href: retour, texte: nom },
        ]}
        courant="Comparer deux versions"
      />
      <h1 className="fr-h2">Comparer deux versions</h1>
      <p className={styles.dossier}>{nom}</p>
      {comparaison === null ? (
        <div className={styles.vide}>
          <p>Il faut deux versions pour comparer, et ce dossier n’en a qu’une.</p>
          {points ? (
            <Link className="fr-btn" href={`/dossiers/${dossierId}/points`}>
              Créer un point de sauvegarde
            </Link>
          ) : (
            <p>Une deuxième version se lira ici une fois déposée.</p>
          )}
        </div>
      ) : (
        <Contenu vue={vue} comparaison={comparaison} />
      )}
    </div>
  );
}

function Contenu({
  vue,
  comparaison,
}: {
  vue: VueComparaison;
  comparaison: NonNullable<VueComparaison["comparaison"]>;
}) {
  const { dossierId, comparables, ouvert, tout } = vue;
  const { de, a, resultat, textes } = comparaison;
  const [nomDe, nomA] = [nomCourt(de.comparable), nomCourt(a.comparable)];
  const adresse = adresseComparaison(dossierId, de.comparable.reference, a.comparable.reference);
  // The later side's names win: a partner renamed is known by its new name.
  const noms = new Map(
    [...(de.fichier.partenaires ?? []), ...(a.fichier.partenaires ?? [])].flatMap((p) =>
      p.id && p.nom ? [[p.id, p.nom] as const] : [],
    ),
  );
  return (
    <>
      <Choix
        dossierId={dossierId}
        comparables={comparables}
        de={de.comparable.reference}
        a={a.comparable.reference}
        tout={tout}
      />
      <p className={styles.surPapier}>
        De : {nomLong(de.comparable)}. À : {nomLong(a.comparable)}.
      </p>
      <div className={`fr-callout ${styles.resume}`}>
        <p className="fr-callout__text">{resumer(resultat)}</p>
      </div>
      {resultat.identiques ? null : (
        <>
          <section aria-labelledby="titre-chiffres" className={styles.partie}>
            <h2 id="titre-chiffres">Montants</h2>
            <Chiffres resultat={resultat} de={nomDe} a={nomA} />
          </section>
          <section aria-labelledby="titre-euros" className={styles.partie}>
            <h2 id="titre-euros">Euros par partenaire, poste, année et source</h2>
            <Volets
              legende="Répartition affichée"
              volets={AXES.map((axe) => ({
                cle: axe,
                nom: NOMS_AXE[axe].court,
                contenu: (
                  <VueVentilation
                    ventilation={resultat.ventilations[axe]}
                    de={nomDe}
                    a={nomA}
                    avant={de.fichier}
                    apres={a.fichier}
                  />
                ),
              }))}
            />
          </section>
          <section aria-labelledby="titre-verdicts" className={styles.partie}>
            <h2 id="titre-verdicts">Verdicts</h2>
            <Verdicts
              verdicts={resultat.verdicts}
              de={nomDe}
              a={nomA}
              regime={a.fichier.regime}
              versChamp={ouvert && a.comparable.type === "courant" ? versChampDe(dossierId) : null}
            />
          </section>
          <section aria-labelledby="titre-textes" className={styles.partie}>
            <div className={styles.tete}>
              <h2 id="titre-textes">Textes</h2>
              <Link className={`fr-link ${styles.ecran}`} href={tout ? adresse : `${adresse}&tout=1`} scroll={false}>
                {tout ? "Seulement ce qui change" : "Afficher aussi ce qui ne change pas"}
              </Link>
            </div>
            <Textes sections={resultat.sections} textes={textes} noms={noms} de={nomDe} a={nomA} tout={tout} />
          </section>
          <section aria-labelledby="titre-donnees" className={styles.partie}>
            <h2 id="titre-donnees">Autres données</h2>
            <AutresChangements sections={resultat.sections} noms={noms} de={nomDe} a={nomA} />
            <Pieces {...resultat.pieces} />
          </section>
        </>
      )}
    </>
  );
}
